/** The letters of each day, newest first, as they come. */
import { dayOf } from "./messages";

export type Day<L> = { day: string; letters: L[] };

export function byDay<L extends { created_at: string }>(
  letters: readonly L[],
  now: Date,
): Day<L>[] {
  const days: Day<L>[] = [];
  for (const letter of letters) {
    const day = dayOf(new Date(letter.created_at), now);
    const last = days.at(-1);
    if (last?.day === day) last.letters.push(letter);
    else days.push({ day, letters: [letter] });
  }
  return days;
}
