"use client";
/** The picture of what led to what; each box can be gone to where the list holds it. */
import { useEffect, useRef } from "react";
import type { Edge, Graph, Node } from "./graph";
import { factSaid, fineClock, TEXT } from "./messages";

const WIDE = 184;
const HIGH = 52;
const GAP_X = 64;
const GAP_Y = 26;
const EDGE = 10;
const LONGEST = 24;

type Props = { graph: Graph; onChoose: (fact: Node["fact"]) => void };

export function GraphView({ graph, onChoose }: Props) {
  const chosen = graph.nodes.find(({ isChosen }) => isChosen);
  const at = chosen ? left(chosen) : 0;
  const scroller = useRef<HTMLElement>(null);
  // The chosen one stands in the middle, as far as there is something at both sides.
  useEffect(() => {
    const box = scroller.current;
    if (box) box.scrollLeft = at + WIDE / 2 - box.clientWidth / 2;
  }, [at]);
  const wide = graph.columns * (WIDE + GAP_X) - GAP_X + 2 * EDGE;
  const high = graph.rows * (HIGH + GAP_Y) - GAP_Y + 2 * EDGE;
  const said = graph.nodes
    .filter(({ isOnPath }) => isOnPath)
    .map(({ fact }) => factSaid(fact.type))
    .join(`, ${TEXT.andThen}: `);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keys
    <section ref={scroller} className="scroller" tabIndex={0} aria-label={TEXT.graphScroll}>
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
            <text x="14" y="22">
              {short(factSaid(node.fact.type))}
            </text>
            <text className="s" x="14" y="40">
              {fineClock(node.fact)}
            </text>
            <title>{node.fact.type}</title>
          </g>
        ))}
      </svg>
    </section>
  );
}

function left(node: Node): number {
  return EDGE + node.column * (WIDE + GAP_X);
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

function short(words: string): string {
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}
