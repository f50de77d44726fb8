/** What the page about the system says. */
import { counted } from "@/look/words";
import type { Health, Part } from "./part";

export const TEXT = {
  title: "How the house is",
  failedTitle: "The system can't be shown",
  parts: "Parts of the house",
  part: "Part",
  log: "Facts",
  behind: "Behind",
  waiting: "Waiting",
  line: "The line to it",
  dead: "What failed for good",
  deadRest: "Nothing is lost: each waits here until somebody tries it again.",
  deadNone: "Nothing. All work was done, or is still being tried.",
  deadFailed: "What failed can't be shown",
  again: "Try again",
  againOf: (what: string) => `Try again: ${what}`,
  redriven: "It is tried again.",
  attempts: (count: number) => `tried ${count === 1 ? "once" : `${count} times`}`,
  proofs: "Are the logs whole?",
  proofsRest:
    "Every fact is sealed with the one before it. This reads all logs from the first fact on and says whether one is missing or was touched.",
  prove: "Look at every fact",
  proving: "Reading …",
  intact: "All logs are as they were written.",
  notIntact: "Not all of it is as it was written.",
  facts: (count: number) => `${count} facts read`,
  details: "Readers and jobs",
  reader: "Reader",
  source: "Reads",
  place: "At",
  state: "State",
  job: "Job",
  count: "How many",
  own: "its own log",
  missing: (parts: readonly string[]) => `${parts.join(" and ")} did not answer just now.`,
  events: "Its events",
} as const;

export const HEALTH: Record<Health, string> = {
  well: "works",
  behind: "catches up",
  ailing: "needs a look",
  away: "away",
};

export const BREAKER = {
  closed: "open to all",
  half_open: "tried once in a while",
  open: "not asked just now",
} as const;

export function headline(
  parts: readonly Part[],
  missing: number,
  dead: number,
): { fact: string; next: string } {
  const ill = parts.filter(({ health }) => health === "ailing").length + missing;
  const fact =
    ill === 0
      ? `All ${parts.length === 6 ? "six" : parts.length} parts work.`
      : `${counted(ill, "part needs", "parts need")} a look.`;
  const next =
    dead === 0
      ? "Nothing waits for a hand."
      : `${counted(dead, "piece", "pieces")} of work ${dead === 1 ? "waits" : "wait"} for a hand.`;
  return { fact, next };
}
