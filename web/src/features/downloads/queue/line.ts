/** One's own line of downloads: in which order they start, and what moving one means. */
import { type Download, isHeldUp, stageOf } from "../download";

/** Whether it stands in the line and can be moved in it. */
export function isInLine(download: Download): boolean {
  const stage = stageOf(download);
  return isHeldUp(stage) || stage.kind === "in-line" || stage.kind === "paused";
}

/** Running first, then the line in its order, then trouble. */
export function inOrder(open: readonly Download[]): Download[] {
  return open.toSorted((a, b) => rank(a) - rank(b) || a.place - b.place);
}

function rank(download: Download): number {
  const { kind } = stageOf(download);
  if (kind === "running") return 0;
  return isInLine(download) ? 1 : 2;
}

/** Where `id` goes if it is to be number `to` (from 0) of its line; null if it stays where it is. */
export function moveTo(
  line: readonly Download[],
  id: string,
  to: number,
): { before: string | null; place: number } | null {
  const from = line.findIndex((one) => one.id === id);
  const others = line.filter((one) => one.id !== id);
  const at = Math.min(Math.max(to, 0), others.length);
  if (from < 0 || at === from) return null;
  const next = others[at];
  const ahead = others[at - 1];
  if (!next) return { before: null, place: (ahead?.place ?? 0) + 1 };
  return { before: next.id, place: ((ahead?.place ?? next.place - 2) + next.place) / 2 };
}
