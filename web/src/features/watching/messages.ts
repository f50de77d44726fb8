/** What the page about what is watched says. */

import { counting } from "@/language/figures";
import { words } from "@/language/words";
import type { Every, Kind, Monitor } from "./probe";

export const TEXT = words("watching", {
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
  keepChange: "Keep the change",
  look: "Look now",
  looking: "Looking …",
  found: "It answers.",
  foundIn: "It answers, in {ms} ms.",
  notFound: "It does not answer.",
  drop: "Never mind",
  added: "{name} is watched from now on.",
  changed: "{name}: kept.",
  remove: "Stop watching",
  removeOf: "Stop watching: {name}",
  removed: "{name} is no longer watched.",
  change: "Change",
  changeOf: "Change: {name}",
  explain: "Explain",
  explainIt: "Explain: {name}",
  explainOf: "What it means: {name}",
  means: "What it means for people when it is away",
  meansHint: "One sentence in their words: “New wishes wait; what is there still plays.”",
  serves: "It stands for",
  needed: "This is needed.",
  kept: "Kept.",
  watched: "{count, plural, one {One part is} other {{number} parts are}} watched.",
  publicTitle: "Public page",
  publicRest:
    "Anybody who knows its address sees how these are, without signing in; nothing else of the house is shown.",
  publicOn: "There is a public page",
  publicName: "What stands above it",
  publicWhich: "What it shows",
  publicKeep: "Keep the public page",
  publicFailed: "The settings of the public page can't be shown",
});

export const PROBE = words("probes", {
  name: "Name to be found",
  disk: "Disk, as the operator named it",
  free: "Gigabytes that have to be free",
});

export const BY: Record<Monitor["source"], string> = words("watching-by", {
  probe: "Looked at by this house",
  uptime_kuma: "Told by Uptime Kuma",
});

export const KIND: Record<Kind, string> = words("watching-kinds", {
  http: "a page",
  tcp: "a port",
  dns: "a name",
  plex: "Plex",
  overseerr: "Overseerr or Seerr",
  disk: "a disk",
});

export const EVERY_SAID: Record<Every, string> = words("watching-every", {
  "30": "twice a minute",
  "60": "every minute",
  "300": "every 5 min",
  "900": "every 15 min",
});

export const SERVES = words("watching-serves", {
  "": "nothing else",
  plex: "Plex",
  overseerr: "the server that fetches",
  internet: "the internet",
});

export function headline(monitors: readonly Monitor[]): string {
  if (monitors.length === 0) return TEXT.nothing;
  return TEXT.watched(counting(monitors.length));
}

export function foundSaid(ms: number | null): string {
  return ms === null ? TEXT.found : TEXT.foundIn({ ms: Math.round(ms) });
}
