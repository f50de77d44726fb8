/** What is said of the line to the house. */
import { words } from "@/language/words";

export const LIVE = words("live", {
  offline: "You are offline.",
  offlineSince: "This is the house as of {when}. It goes on without you.",
  offlineRest: "It goes on without you.",
  interrupted: "Live updates are interrupted.",
  interruptedSince:
    "Since {when} the page looks for news itself, every 15 s. Some of it may be late; nothing is lost.",
  lookNow: "Look now",
  open: "This address is not encrypted.",
  openRest:
    "Whoever is on the same network can read along and take over sessions, and devices can't be told things. Serve the house over HTTPS, and set its public address to that.",
});
