/** What led to what, laid out: causes at the left, effects at the right, one thing's own course on top. */
import type { Causes, Fact } from "./fact";

export type Node = {
  fact: Fact;
  column: number;
  row: number;
  isOnPath: boolean;
  isChosen: boolean;
};
export type Edge = { from: Node; to: Node; kind: "caused" | "then"; isOnPath: boolean };
export type Graph = {
  nodes: readonly Node[];
  edges: readonly Edge[];
  columns: number;
  rows: number;
};

const BEFORE = 3;
const AFTER = 2;
const MOST = 40;

type Link = { from: string; to: string; kind: Edge["kind"] };

/** `course` is what happened to the same thing, oldest first. */
export function graphOf(chosen: Fact, causes: Causes | undefined, course: readonly Fact[]): Graph {
  const near = nearby(chosen, course);
  const facts = new Map<string, Fact>();
  for (const fact of [...near, ...(causes?.causes ?? []), chosen, ...(causes?.effects ?? [])])
    if (facts.size < MOST) facts.set(fact.id, fact);
  const links = linksOf(facts, near);
  const columns = columnsOf([...facts.keys()], links);
  const path = pathTo(chosen.id, links);
  const nodes = placed([...facts.values()], columns, new Set(near.map(({ id }) => id))).map(
    (node) => ({
      ...node,
      isOnPath: path.has(node.fact.id),
      isChosen: node.fact.id === chosen.id,
    }),
  );
  const byId = new Map(nodes.map((node) => [node.fact.id, node]));
  const edges = links.flatMap(({ from, to, kind }) => {
    const [left, right] = [byId.get(from), byId.get(to)];
    return left && right
      ? [{ from: left, to: right, kind, isOnPath: path.has(from) && path.has(to) }]
      : [];
  });
  return {
    nodes,
    edges,
    columns: Math.max(0, ...nodes.map(({ column }) => column)) + 1,
    rows: Math.max(0, ...nodes.map(({ row }) => row)) + 1,
  };
}

/** The few facts of the same thing around the chosen one. */
function nearby(chosen: Fact, course: readonly Fact[]): Fact[] {
  const at = course.findIndex(({ id }) => id === chosen.id);
  return at === -1 ? [] : course.slice(Math.max(0, at - BEFORE), at + AFTER + 1);
}

function linksOf(facts: ReadonlyMap<string, Fact>, near: readonly Fact[]): Link[] {
  const links: Link[] = [];
  for (const fact of facts.values())
    if (fact.causation !== null && facts.has(fact.causation) && fact.causation !== fact.id)
      links.push({ from: fact.causation, to: fact.id, kind: "caused" });
  for (const [at, fact] of near.entries()) {
    const next = near[at + 1];
    const isSaid = links.some(({ from, to }) => from === fact.id && to === next?.id);
    if (next && !isSaid) links.push({ from: fact.id, to: next.id, kind: "then" });
  }
  return links;
}

/** The longest way to each fact; a ring, which no log should hold, ends where it began. */
function columnsOf(ids: readonly string[], links: readonly Link[]): Map<string, number> {
  const columns = new Map<string, number>();
  const walk = (id: string, seen: ReadonlySet<string>): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const before = links.filter(({ to, from }) => to === id && !seen.has(from));
    const column = Math.max(0, ...before.map(({ from }) => walk(from, new Set([...seen, id])) + 1));
    columns.set(id, column);
    return column;
  };
  for (const id of ids) walk(id, new Set([id]));
  return columns;
}

function pathTo(id: string, links: readonly Link[]): Set<string> {
  const path = new Set([id]);
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const { from, to } of links)
      if (to === at && !path.has(from)) {
        path.add(from);
        open.push(from);
      }
  return path;
}

function placed(
  facts: readonly Fact[],
  columns: ReadonlyMap<string, number>,
  course: ReadonlySet<string>,
): { fact: Fact; column: number; row: number }[] {
  const taken = new Map<number, number>();
  const inOrder = [...facts].sort(
    (a, b) => Number(course.has(b.id)) - Number(course.has(a.id)) || a.at.localeCompare(b.at),
  );
  return inOrder.map((fact) => {
    const column = columns.get(fact.id) ?? 0;
    // The thing's own course has the first row to itself.
    const first = course.has(fact.id) || course.size === 0 ? 0 : 1;
    const row = Math.max(taken.get(column) ?? 0, first);
    taken.set(column, row + 1);
    return { fact, column, row };
  });
}
