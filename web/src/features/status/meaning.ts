/** What it means for a member that a part of the house is away: what waits, and what goes on. */
import { words } from "@/language/words";
import type { Monitor } from "./status";
import { stateOf } from "./status";

export type Meaning = { id: string; fact: string; rest: string };

const FACTS = words("meanings", {
  identity: "Nobody can sign in anew",
  downloads: "Downloads wait",
  notify: "News comes late",
  requests: "The library can't be shown",
  status: "This page may be old",
  nats: "Pages may be behind",
  valkey: "Limits are stricter",
  postgres: "Nothing can be changed",
});

const RESTS = words("meanings-rest", {
  identity: "Whoever is in stays in.",
  downloads: "What is in line is kept, and goes on when this is back.",
  notify: "Nothing is lost: it arrives when this is back.",
  requests: "The files in it are not touched.",
  status: "Everything else goes on without it.",
  nats: "What you ask for is still taken; news comes when this is back.",
  valkey: "Everything else works as before.",
  postgres: "What you asked for before is safe.",
});

const OTHERS = words("meanings-others", {
  away: "{name} is away",
  silent: "{name} does not answer",
  looksAgain: "The house looks again all the time.",
});

/** What the house's own parts are to those who live in it, so that each of them "is away"; all others are called
 * as they are. */
const PARTS = words("parts", {
  gateway: "The door",
  identity: "Sign-in",
  requests: "Wishing",
  downloads: "Downloading",
  notify: "News",
  nats: "The house's post",
  valkey: "The door's memory",
  postgres: "The house's memory",
  "yt-dlp": "The video fetcher",
});

const MOST = 3;

/** One for each part that is away, at most three: more would not be read. */
export function meanings(monitors: readonly Monitor[]): Meaning[] {
  return monitors
    .filter((monitor) => stateOf(monitor.state) === "down")
    .slice(0, MOST)
    .map((monitor) => ({ id: monitor.id, ...meaningOf(monitor) }));
}

/** What its keeper wrote comes first, then what we know ourselves. */
function meaningOf(monitor: Monitor): Omit<Meaning, "id"> {
  if (monitor.means) return { fact: OTHERS.away({ name: named(monitor) }), rest: monitor.means };
  const name = monitor.name.toLowerCase();
  if (!Object.hasOwn(FACTS, name)) return unknown(monitor);
  const known = name as keyof typeof FACTS;
  return { fact: FACTS[known], rest: RESTS[known] };
}

function unknown(monitor: Monitor): Omit<Meaning, "id"> {
  return {
    fact: OTHERS.silent({ name: named(monitor) }),
    rest: monitor.detail ?? OTHERS.looksAgain,
  };
}

/** A part's name as people read it. */
export function named(monitor: Pick<Monitor, "name">): string {
  const name = monitor.name.toLowerCase();
  if (Object.hasOwn(PARTS, name)) return PARTS[name as keyof typeof PARTS];
  return monitor.name.charAt(0).toUpperCase() + monitor.name.slice(1);
}
