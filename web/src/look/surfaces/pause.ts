/** A pause that was planned: who is away on purpose is not lost, and it is known until when. Who knows of
 * pauses says so here; what shows that something is away asks. */
import type { UseQueryResult } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import type { Part } from "@/api/parts";
import { problemIn } from "@/api/problem";
import { clock, formatted } from "@/language/figures";
import { SHARED } from "@/look/messages";

export type Pause = {
  until: Date;
  /** What is done meanwhile, in the words of who does it. */
  why: string;
  isFor: (part: Part | null) => boolean;
};

const DAY_MS = 86_400_000;
const NEARLY_A_WEEK_MS = 6 * DAY_MS;
const NONE: readonly Pause[] = [];
let known = NONE;
const listeners = new Set<() => void>();

/** What goes on now. */
export function setPauses(pauses: readonly Pause[]): void {
  known = pauses;
  for (const listener of listeners) listener();
}

/** The pause to which it is due that something can't be read: of several, the one that lasts longest. It is the
 * same while the page asks again, which is no news. */
export function usePauseOf({
  error,
  failureReason,
}: Pick<UseQueryResult, "error" | "failureReason">): Pause | null {
  const pauses = useSyncExternalStore(
    subscribe,
    () => known,
    () => NONE,
  );
  const said = error ?? failureReason;
  const [last, setLast] = useState(said);
  if (said && said !== last) setLast(said);
  const problem = last ? problemIn(last) : null;
  if (problem?.kind !== "away") return null;
  return pauses
    .filter(({ isFor }) => isFor(problem.part))
    .reduce<Pause | null>((long, one) => (long && long.until >= one.until ? long : one), null);
}

/** "Back at about 03:30", also if that is tomorrow's; "Back on Friday, at about 03:30". */
export function backWords(until: Date, now: Date): string {
  const inMs = until.getTime() - now.getTime();
  if (inMs < DAY_MS) return SHARED.backAt({ clock: clock(until) });
  const day =
    inMs < NEARLY_A_WEEK_MS
      ? formatted(until, { weekday: "long" })
      : formatted(until, { day: "numeric", month: "long" });
  return SHARED.backOn({ day, clock: clock(until) });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
