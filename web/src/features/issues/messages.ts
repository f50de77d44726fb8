/** What the reports of problems say. */

import { counting } from "@/language/figures";
import { words } from "@/language/words";
import { SHARED } from "@/look/messages";
import type { Issue, Kind } from "./issue";

export const TEXT = words("issues", {
  title: "Problems",
  rest: "Whoever keeps the house answers here.",
  how: "Report one on the page of its title.",
  failedTitle: "The reports can't be shown",
  open: "Open",
  resolved: "Solved",
  which: "Which reports",
  noneTitle: "No problem is open",
  none: "What plays, plays well, as far as anybody said.",
  noneSolvedTitle: "No problem was solved yet",
  noneSolved: "There was none, or they are still open.",
  more: "Show earlier ones",
  byYou: "you, {at}",
  byOther: "{name}, {at}",
  erased: "Its text was erased.",
  back: "Problems",
  unknownTitle: "There is no such report",
  unknown: "It may be somebody else's, or its address was cut short.",
  said: "What was said",
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
  openNone: "No problem is open.",
  openMany: "More than {count} problems are open.",
  openSome: "{count, plural, one {One problem is} other {{number} problems are}} open.",
  inSeason: "season {number}",
  inEpisode: "episode {number}",
  answers: "{count, plural, =0 {no answer yet} one {one answer} other {# answers}}",
});

export const KIND: Record<Kind, string> = words("issue-kinds", {
  video: "The picture",
  audio: "The sound",
  subtitle: "The subtitles",
  other: "Something else",
});

export function headline(open: number | null, hasMore: boolean): string {
  if (open === null) return TEXT.title;
  if (open === 0) return TEXT.openNone;
  return hasMore ? TEXT.openMany({ count: open }) : TEXT.openSome(counting(open));
}

export function bySaid(name: string, at: string): string {
  return name === SHARED.you ? TEXT.byYou({ at }) : TEXT.byOther({ name, at });
}

/** "season 2, episode 4". */
export function whereSaid(issue: Issue): string | null {
  const parts = [
    issue.season === null ? null : TEXT.inSeason({ number: issue.season }),
    issue.episode === null ? null : TEXT.inEpisode({ number: issue.episode }),
  ].filter(Boolean);
  return parts.length === 0 ? null : parts.join(", ");
}

export function answersSaid(count: number): string {
  return TEXT.answers({ count });
}
