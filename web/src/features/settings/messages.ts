/** What the pages of settings say. */
import { counted } from "@/look/words";
import type { Step, Values } from "./integration";

export const TEXT = {
  title: "Connections",
  rest: "Each can be tried without changing anything.",
  failedTitle: "These settings can't be shown",
  on: "Connected",
  off: "Not connected",
  signIn: "It wants your password anew",
  test: "Test",
  testing: "Testing …",
  connect: "Connect",
  change: "Change",
  keep: "Keep and test",
  tryFirst: "Try it first",
  drop: "Never mind",
  disconnect: "Disconnect",
  disconnected: (name: string) => `${name} is disconnected.`,
  kept: (name: string) => `${name}: kept.`,
  allWell: "All of it works.",
  stopped: "It stopped here; what comes after was not tried.",
  nothingTried: "There was nothing to try.",
  needed: "This is needed.",
  secretKept: (last: string | null) =>
    last ? `One is kept; it ends in …${last}. Empty keeps it.` : "One is kept. Empty keeps it.",
  steps: (name: string) => `What the test of ${name} found`,
  firstRun: "First run is not finished.",
  firstRunGo: "Go on with it",
} as const;

export const NAV = {
  label: "Settings",
  connections: "Connections",
  watching: "What is watched",
  announcements: "Announcements",
  letters: "Letters",
} as const;

export const KIND = {
  plex: {
    title: "Plex Media Server",
    what: "What it holds is the library here, and each sees of it what they may see there.",
  },
  overseerr: {
    title: "Overseerr or Seerr",
    what: "Wishes that have their yes go there, and are followed until they can be watched.",
  },
  "plex-sign-in": {
    title: "Sign-in with Plex",
    what: "Whoever may use your media server comes in with their Plex account.",
  },
  "uptime-kuma": {
    title: "Uptime Kuma",
    what: "What it watches stands on the status page, and its alarms reach those who asked for them.",
  },
  smtp: {
    title: "Mail server",
    what: "Carries the letters of this house: what is ready, what waits, what is down.",
  },
} as const;

export function headline(connected: number, all: number): string {
  if (connected === all) return "Everything is connected.";
  if (connected === 0) return "Nothing is connected yet.";
  return `${counted(connected, "connection stands", "connections stand")}, ${all - connected} ${all - connected === 1 ? "waits" : "wait"}.`;
}

/** What is kept of a secret, beside the address. */
export function secretSaid(values: Values): string | null {
  if (values.has_secret !== true) return null;
  return typeof values.last_four === "string" && values.last_four !== ""
    ? `its secret ends in …${values.last_four}`
    : "its secret is kept";
}

const STEPS: Record<string, string> = {
  dns: "Its name is found",
  tcp: "Its port answers",
  tls: "The line to it",
  auth: "It lets us in",
  version: "Its version fits",
  permission: "We may do what is needed",
};

export function stepSaid(step: Step): string {
  return STEPS[step.name] ?? step.name;
}
