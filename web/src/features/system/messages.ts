/** What the page about the system says. */

import { count, counting } from "@/language/figures";
import { words } from "@/language/words";
import type { Health, Part } from "./part";

export const TEXT = words("system", {
  title: "How the house is",
  failedTitle: "The system can't be shown",
  parts: "Parts of the house",
  part: "Part",
  log: "Events",
  behind: "To catch up",
  waiting: "Jobs in line",
  line: "Calls to it",
  dead: "What failed for good",
  deadRest: "Nothing is lost: each waits here until somebody tries it again.",
  deadNone: "Nothing. All work was done, or is still being tried.",
  deadFailed: "What failed can't be shown",
  again: "Try again",
  againOf: "Try again: {what}",
  redriven: "It is tried again.",
  attempts: "tried {count, plural, one {once} other {# times}}",
  proofs: "Are the logs whole?",
  proofsRest:
    "Every fact is sealed with the one before it. This reads all logs from the first fact on and says whether one is missing or was touched.",
  prove: "Look at every fact",
  proving: "Reading …",
  intact: "All logs are as they were written.",
  notIntact: "Not all of it is as it was written.",
  facts: "{count} facts read",
  details: "Readers and jobs: {part}",
  brief:
    "{events, plural, one {# event} other {# events}} · {jobs, plural, =0 {no job in line} one {# job in line} other {# jobs in line}}",
  reader: "Reader",
  source: "Reads",
  place: "At",
  state: "State",
  job: "Job",
  count: "How many",
  own: "its own log",
  missing: "{parts} did not answer just now.",
  gaveUp: "The door gave up on {part}: no answer since {when}.",
  triesAgain: "It asks again in {seconds} s.",
  events: "Its events",
  allWork: "All {number} parts work.",
  someAil: "{count, plural, one {One part needs} other {{number} parts need}} a look.",
  noneWaits: "Nothing waits for a hand.",
  someWait:
    "{count, plural, one {One piece of work waits} other {{number} pieces of work wait}} for a hand.",
});

export const HEALTH: Record<Health, string> = words("health", {
  well: "works",
  behind: "catches up",
  ailing: "needs a look",
  away: "away",
});

export const BREAKER = words("breakers", {
  closed: "let through",
  half_open: "tried once in a while",
  open: "not asked just now",
});

export function headline(
  parts: readonly Part[],
  missing: number,
  dead: number,
): { fact: string; next: string } {
  const ill = parts.filter(({ health }) => health === "ailing").length + missing;
  const fact =
    ill === 0 ? TEXT.allWork({ number: count(parts.length) }) : TEXT.someAil(counting(ill));
  return { fact, next: dead === 0 ? TEXT.noneWaits : TEXT.someWait(counting(dead)) };
}
