/** What the parts say by themselves, and words that many pages share; it comes with each of them. */
import { words } from "@/language/words";

export const SHARED = words("shared", {
  messages: "Messages",
  closeMessage: "Close this message",
  seconds: "{seconds, number} s",
  loading: "{what}, loading",
  page: "This page",
  broke: "This page broke.",
  brokeRest: "The house goes on without it: what you asked for is safe.",
  brokeNext: "If it happens again, tell the owner what you did last.",
  showAgain: "Show it again",
  tryAgain: "Try again",
  whatHelps: "What helps",
  noAnswer: "This part of the house does not answer.",
  noAnswerRest: "The page tries again by itself.",
  away: "This part of the house is away.",
  awayRest: "You see it as of {when}; the page looks for it every 15 s.",
  backAt: "Back at about {clock}",
  backOn: "Back on {day}, at about {clock}",
  pauseIs: "{title}.",
  pauseRest: "What you asked for is safe; this page opens by itself.",
  pauseAsOf: "You see it as of {when}; the page looks again by itself.",
  goesOn: "What goes on",
  undo: "Undo",
  you: "You",
  somebody: "Somebody",
});
