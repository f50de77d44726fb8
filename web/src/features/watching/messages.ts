/** What the page about what is watched says. */
import { counted } from "@/look/words";
import type { Every, Kind, Monitor } from "./probe";

export const TEXT = {
  rest: "Say what it means when one is away.",
  nothing: "Nothing is watched yet.",
  title: "What is watched",
  failedTitle: "What is watched can't be shown",
  add: "Watch something",
  lede: "The house looks at it by itself, and tells those who asked when it goes away.",
  kind: "What it is",
  name: "What it is called",
  every: "It is looked at",
  keep: "Watch it",
  keepChange: "Keep",
  look: "Look now",
  looking: "Looking …",
  found: (ms: number | null) =>
    ms === null ? "It answers." : `It answers, in ${Math.round(ms)} ms.`,
  notFound: "It does not answer.",
  drop: "Never mind",
  added: (name: string) => `${name} is watched from now on.`,
  changed: (name: string) => `${name}: kept.`,
  remove: "Stop watching",
  removeOf: (name: string) => `Stop watching: ${name}`,
  removed: (name: string) => `${name} is no longer watched.`,
  change: "Change",
  changeOf: (name: string) => `Change: ${name}`,
  explain: "What it means",
  explainOf: (name: string) => `What it means: ${name}`,
  means: "What it means for people when it is away",
  meansHint: "One sentence in their words: “New wishes wait; what is there still plays.”",
  serves: "It stands for",
  nothingElse: "nothing else",
  needed: "This is needed.",
  kept: "Kept.",
  by: { probe: "looked at by this house", uptime_kuma: "told by Uptime Kuma" },
  publicTitle: "Public page",
  publicRest:
    "Anybody who knows its address sees how these are, without signing in; nothing else of the house is shown.",
  publicOn: "There is a public page",
  publicName: "What stands above it",
  publicWhich: "What it shows",
  publicKeep: "Keep the public page",
  publicFailed: "The settings of the public page can't be shown",
} as const;

export const KIND: Record<Kind, string> = {
  http: "a page",
  tcp: "a port",
  dns: "a name",
  plex: "Plex",
  overseerr: "Overseerr or Seerr",
  disk: "a disk",
};

export const EVERY_SAID: Record<Every, string> = {
  "30": "twice a minute",
  "60": "every minute",
  "300": "every 5 min",
  "900": "every 15 min",
};

export const SERVES = {
  "": TEXT.nothingElse,
  plex: "Plex",
  overseerr: "the server that fetches",
  internet: "the internet",
} as const;

export function headline(monitors: readonly Monitor[]): string {
  if (monitors.length === 0) return TEXT.nothing;
  return `${counted(monitors.length, "part is", "parts are")} watched.`;
}
