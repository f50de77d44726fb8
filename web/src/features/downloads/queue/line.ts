/** One's own line of downloads: in which order they start, and what moving one means. */
import { type Download, isHeldUp, stageOf, TURNS, turnOf } from "../download";

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
  if (stageOf(download).kind === "running") return -1;
  return isInLine(download) ? urgency(download) : TURNS.length;
}

/** Whether another one stands where it could be moved to: only its own kind of turn gives way to it. */
export function isMovable(line: readonly Download[], download: Download): boolean {
  return line.filter(isAlike(download)).length > 1;
}

/** Where `id` goes if it is to be number `to` (from 0) of its line: there, or as near as its turn lets it;
 * null if it stays where it is. `at` is the number that it is then. */
export function moveTo(
  line: readonly Download[],
  id: string,
  to: number,
): { before: string | null; place: number; at: number } | null {
  const from = line.findIndex((one) => one.id === id);
  const moved = line[from];
  if (!moved) return null;
  const peers = line.filter(isAlike(moved)).filter((one) => one.id !== id);
  const ahead = line.filter((one) => urgency(one) < urgency(moved)).length;
  const among = Math.min(Math.max(to - ahead, 0), peers.length);
  const at = ahead + among;
  if (at === from) return null;
  const [last, next] = [peers[among - 1], peers[among]];
  if (!next) return { before: null, place: (last?.place ?? 0) + 1, at };
  return { before: next.id, place: ((last?.place ?? next.place - 2) + next.place) / 2, at };
}

function isAlike(to: Download): (one: Download) => boolean {
  return (one) => turnOf(one) === turnOf(to);
}

function urgency(download: Download): number {
  return TURNS.indexOf(turnOf(download));
}
