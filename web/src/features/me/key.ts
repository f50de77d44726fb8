/** What a key for a script may be, before it is made. */
import type { Scope } from "./queries";

/** It is what shows that somebody is there in person, so no key can have it. */
const IN_PERSON: Scope = "me.manage";

/** What of one's own permissions a key may be given. */
export function forKeys(may: readonly Scope[]): readonly Scope[] {
  return may.filter((scope) => scope !== IN_PERSON);
}

export const LASTS = ["month", "year", "always"] as const;
export type Lasts = (typeof LASTS)[number];

const DAYS: Readonly<Record<Lasts, number | null>> = { month: 30, year: 365, always: null };
const DAY_MS = 86_400_000;

/** When a key that is made now ends; null where it never does by itself. */
export function endOf(lasts: Lasts, now: Date): Date | null {
  const days = DAYS[lasts];
  return days === null ? null : new Date(now.getTime() + days * DAY_MS);
}
