/** What is said while the house can't be reached. */
import { words } from "@/language/words";

export const TEXT = words("offline", {
  title: "The house can't be reached.",
  rest: "This device is offline, or the house is. What you asked for goes on without you.",
  safe: "What you asked for is safe.",
  asOf: "The house as of {when}",
  wishes: "Your wishes",
  downloads: "Downloads",
  again: "Try again",
  base: "The page opens by itself as soon as the house answers.",
  percent: "{percent} %",
});

export const STATES = words("offline-states", {
  pending: "waited for a yes",
  approved: "approved",
  processing: "on its way",
  partially_available: "here in part",
  available: "in the library",
  failed: "needed a look",
  declined: "declined",
  cancelled: "taken back",
  queued: "in line",
  downloading: "was being fetched",
  completed: "in the library",
  paused: "paused",
});

export function stateWords(state: string): string {
  return Object.hasOwn(STATES, state) ? STATES[state as keyof typeof STATES] : state;
}
