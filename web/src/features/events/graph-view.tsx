"use client";
/** The picture of what led to what; each box can be gone to where the list holds it. */
import { useEffect, useRef } from "react";
import type { Edge, Graph, Node } from "./graph";
import { factSaid, fineClock, TEXT } from "./messages";

// Three of them stand side by side where the panel is at its usual width.
const WIDE = 168;
const HIGH = 66;
const GAP_X = 36;
const GAP_Y = 20;
const EDGE = 4;
const STEP = WIDE + GAP_X;
const PAD = 12;
const LINE = 17;
const LINE_MOST = 20;

type Props = { graph: Graph; onChoose: (fact: Node["fact"]) => void };

export function GraphView({ graph, onChoose }: Props) {
  const chosen = graph.nodes.find(({ isChosen }) => isChosen);
  const at = chosen?.column ?? 0;
  const scroller = useRef<HTMLElement>(null);
  // It begins with a whole box: with what led to the chosen one, where that leaves room for what came of it.
  const wide = graph.columns * STEP - GAP_X + 2 * EDGE;
  useEffect(() => {
    const box = scroller.current;
    if (box && wide > box.clientWidth)
      box.scrollLeft = (at - (box.clientWidth > 3 * WIDE ? 1 : 0)) * STEP;
  }, [at, wide]);
  const high = graph.rows * (HIGH + GAP_Y) - GAP_Y + 2 * EDGE;
  const said = graph.nodes
    .filter(({ isOnPath }) => isOnPath)
    .map(({ fact }) => factSaid(fact.type))
    .join(`, ${TEXT.andThen}: `);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keys
    <section ref={scroller} className="scroller causes" tabIndex={0} aria-label={TEXT.graphScroll}>
      <svg
        className="graph"
        viewBox={`0 0 ${wide} ${high}`}
        width={wide}
        height={high}
        role="img"
        aria-label={`${TEXT.graph}: ${said}`}
      >
        {graph.edges.map((edge) => (
          <path
            key={`${edge.from.fact.id} ${edge.to.fact.id}`}
            className={edgeClass(edge)}
            d={curve(edge)}
          />
        ))}
        {graph.nodes.map((node) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list beside it is for keys and readers
          <g
            key={node.fact.id}
            className={nodeClass(node)}
            transform={`translate(${left(node)} ${top(node)})`}
            onClick={() => onChoose(node.fact)}
          >
            <rect width={WIDE} height={HIGH} rx="10" />
            <Words lines={[...onTwoLines(factSaid(node.fact.type)), fineClock(node.fact)]} />
            <title>{node.fact.type}</title>
          </g>
        ))}
      </svg>
    </section>
  );
}

/** The fact on one line or two, and its time below; together in the middle of the box. */
function Words({ lines }: { lines: readonly string[] }) {
  const first = (HIGH - (lines.length - 1) * LINE) / 2 + PAD / 3;
  return lines.map((line, at) => (
    <text
      key={line}
      className={at === lines.length - 1 ? "s" : undefined}
      x={PAD}
      y={first + at * LINE}
    >
      {line}
    </text>
  ));
}

function left(node: Node): number {
  return EDGE + node.column * STEP;
}

function top(node: Node): number {
  return EDGE + node.row * (HIGH + GAP_Y);
}

function curve({ from, to }: Edge): string {
  const [x1, y1] = [left(from) + WIDE, top(from) + HIGH / 2];
  const [x2, y2] = [left(to), top(to) + HIGH / 2];
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

function edgeClass({ kind, isOnPath }: Edge): string {
  return ["e", kind === "then" ? "then" : "", isOnPath ? "hot" : ""].filter(Boolean).join(" ");
}

function nodeClass({ isChosen, isOnPath }: Node): string {
  return isChosen ? "n cur" : isOnPath ? "n on" : "n";
}

/** Broken between words; what does not fit on the second line is cut. */
export function onTwoLines(words: string): string[] {
  if (words.length <= LINE_MOST) return [words];
  const gap = words.lastIndexOf(" ", LINE_MOST);
  const [first, rest] =
    gap > 0
      ? [words.slice(0, gap), words.slice(gap + 1)]
      : [words.slice(0, LINE_MOST), words.slice(LINE_MOST)];
  return [first, rest.length > LINE_MOST ? `${rest.slice(0, LINE_MOST - 1)}…` : rest];
}
