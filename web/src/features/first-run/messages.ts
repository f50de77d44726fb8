/** What first run says, once the owner has moved in. */
import { words } from "@/language/words";

export const TEXT = words("first-run", {
  step: "Step {at} of {of}",
  later: "Later",
  next: "Go on",
  base: "Everything here can be changed later, under Settings.",
  stands: "It is connected: {where}",
  isThere: "It is there: {where}",
  test: "Test it",
  testAgain: "Test it once more",
  change: "Change it",
  doneTitle: "The house is ready.",
  doneRest: "Now it needs people. Make a link for each whom you want here, or look around first.",
  left: "Left for later: {titles}.",
  unread: "How these stand could not be read just now: {titles}.",
  takeUp: "Take it up now",
  invite: "Invite somebody",
  into: "Into the house",
});
