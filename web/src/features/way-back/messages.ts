/** What is said to who forgot their password. */
import { words } from "@/language/words";

export const TEXT = words("way-back", {
  askTitle: "Back into the house.",
  askRest: "Type your mail address. If the house knows it, a link to a new password goes there.",
  email: "Mail address",
  emailNeeded: "The address is needed.",
  ask: "Send me a link",
  asking: "Sending …",
  sentTitle: "Look into your mail.",
  sentRest:
    "If somebody here has this address, a link is on its way. It opens for 30 minutes, and once.",
  sentHint: "Nothing there? It may lie with the junk, or the house knows another address of yours.",
  askAgain: "Another address",
  noMailTitle: "Ask the owner of this house.",
  noMailRest: "It sends no mail, but whoever runs it can make you a link to a new password.",
  newTitle: "A new password.",
  newRest: "Choose one. Wherever you are signed in, you are asked for it.",
  password: "The new one",
  passwordHint: "Eight characters at least; three words are easy to keep in mind.",
  passwordNeeded: "A password is needed.",
  keep: "Keep it",
  keeping: "Keeping it …",
  overTitle: "This link opens nothing any more.",
  overRest: "It was used already, ran out, or a newer one was sent after it.",
  anew: "Send me another",
  doneTitle: "Your new password counts.",
  doneRest: "The one before opens nothing any more, and every device has to sign in anew.",
  signIn: "Sign in",
  back: "To sign-in",
});
