/** What the page behind an invite's link says. */

import { clock, formatted } from "@/language/figures";
import { words } from "@/language/words";

export const TEXT = words("invited", {
  title: "Somebody let you in.",
  rest: "Choose a name and a password, and this house is yours to wish in.",
  asGuest: "Choose a name and a password, and come in to watch.",
  loading: "Looking at the invite …",
  over: "This invite opens nothing any more.",
  overRest:
    "It was used up, taken back, or ran out. Ask whoever sent it for a new one; they make it in a moment. If it was you who used it, sign in with what you typed.",
  away: "The house does not answer just now.",
  noCode: "There is no invite in this address.",
  noCodeRest: "It may have been cut short on its way to you. Open the whole link as it was sent.",
  name: "Your name here",
  nameHint: "You sign in with it: letters, figures, dots and dashes.",
  shown: "What the others call you",
  shownHint: "Left empty, it is your name.",
  email: "Mail address",
  emailHint: "Left empty, the house writes to your inbox only.",
  password: "A password",
  passwordHint: "Eight characters at least; three words are easy to keep in mind.",
  come: "Come in",
  coming: "Opening the door …",
  toSignIn: "I have a name here",
  perhapsIn: "Did you press it before? Then you may have a name here already:",
  signIn: "sign in with what you typed",
  again: "Look again",
  good: "This invite is good until {day}, {clock}.",
});

export function goodUntil(at: Date): string {
  const day = formatted(at, { weekday: "long", day: "numeric", month: "long" });
  return TEXT.good({ day, clock: clock(at) });
}
