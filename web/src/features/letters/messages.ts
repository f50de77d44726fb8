/** What the page about the house's letters says. */
import { capital } from "@/language/figures";
import { words } from "@/language/words";

export const TEXT = words("letters", {
  title: "How the house writes.",
  rest: "Each as it reads, with made-up words.",
  which: "Which letter",
  language: "Language",
  failedTitle: "The letters can't be shown",
});

export const GROUPS = words("letter-groups", {
  wishes: "Wishes",
  videos: "Videos",
  problems: "Problems",
  house: "The house",
  account: "Account",
  others: "Others",
});

export const LOCALES: Record<string, string> = words("letter-languages", {
  en: "English",
  "en-XA": "Test language",
});

const LETTERS: Record<string, string> = words("letter-names", {
  plain: "Any other",
  "download-completed": "A video is here",
  "download-failed": "A video did not come",
  "request-submitted": "A wish waits for a yes",
  "request-approved": "A wish was approved",
  "request-declined": "A wish was declined",
  "request-arrived": "A wish can be watched",
  "request-failed": "A wish does not come",
  "issue-opened": "A problem was reported",
  "issue-commented": "A word to a problem",
  "issue-resolved": "A problem is solved",
  "issue-reopened": "A problem came back",
  "monitor-down": "Something is away",
  "incident-spread": "More went away",
  "monitor-degraded": "Something is slow",
  "monitor-up": "It is back",
  "monitor-blip": "Away for a moment",
  "monitor-flapping": "It comes and goes",
  "maintenance-planned": "Maintenance is planned",
  "maintenance-cancelled": "Maintenance is called off",
  announcement: "News of the household",
  "member-joined": "Somebody moved in",
  "role-changed": "A role was changed",
  "channel-broken": "A way is closed",
  digest: "All of a day at once",
  "confirm-address": "Confirm an address",
  "channel-test": "A test",
  look: "A look for yourself",
});

/** What a letter is about; one that these words do not know yet is called by its name. */
export function letterSaid(name: string): string {
  return LETTERS[name] ?? capital(name.replaceAll("-", " "));
}
