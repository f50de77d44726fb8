/** What the reports of problems say. */
import { counted } from "@/look/words";
import type { Issue, Kind } from "./issue";

export const TEXT = {
  title: "Problems",
  rest: "Report one on the page of its title; whoever keeps the house sees it here.",
  failedTitle: "The reports can't be shown",
  open: "Open",
  resolved: "Solved",
  which: "Which reports",
  noneTitle: "No problem is open",
  none: "What plays, plays well, as far as anybody said.",
  noneSolvedTitle: "No problem was solved yet",
  noneSolved: "There was none, or they are still open.",
  more: "Show earlier ones",
  by: (name: string, at: string) => `${name === "You" ? "you" : name}, ${at}`,
  erased: "Its text was erased.",
  back: "Problems",
  unknownTitle: "There is no such report",
  unknown: "It may be somebody else's, or its address was cut short.",
  said: "What was said",
  nothingSaid: "Nobody has said anything to it yet.",
  say: "Say something to it",
  send: "Send",
  solve: "It is solved",
  again: "It is not solved",
  solvedNow: "The report is closed. Whoever reported it is told.",
  openAgain: "The report is open again.",
  toTitle: "To the title",
  report: "Report a problem",
  reportRest: "Say what is wrong; whoever keeps the house is told.",
  kind: "It is about",
  text: "What is wrong",
  textHint: "“From minute 40 on the sound is late.”",
  season: "Season",
  episode: "Episode",
  needed: "Say in a few words what is wrong.",
  sendReport: "Report it",
  reported: "It is reported.",
  reportedRest: "You are told when somebody solves it.",
  see: "See it",
  drop: "Never mind",
} as const;

export const KIND: Record<Kind, string> = {
  video: "the picture",
  audio: "the sound",
  subtitle: "the subtitles",
  other: "something else",
};

export function headline(open: number | null, hasMore: boolean): string {
  if (open === null) return TEXT.title;
  if (open === 0) return "No problem is open.";
  if (hasMore) return `More than ${open} problems are open.`;
  return `${counted(open, "problem is", "problems are")} open.`;
}

/** "season 2, episode 4". */
export function whereSaid(issue: Issue): string | null {
  const parts = [
    issue.season === null ? null : `season ${issue.season}`,
    issue.episode === null ? null : `episode ${issue.episode}`,
  ].filter(Boolean);
  return parts.length === 0 ? null : parts.join(", ");
}

export function answersSaid(count: number): string {
  if (count === 0) return "no answer yet";
  return count === 1 ? "one answer" : `${count} answers`;
}
