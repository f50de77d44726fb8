/** What it means for a member that a part of the house is away: what waits, and what goes on. */
import type { Monitor } from "./status";
import { stateOf } from "./status";

export type Meaning = { id: string; fact: string; rest: string };

const MEANINGS: Readonly<Record<string, Omit<Meaning, "id">>> = {
  identity: { fact: "Nobody can sign in anew", rest: "Whoever is in stays in." },
  downloads: {
    fact: "Downloads wait",
    rest: "What is in line is kept, and goes on when this is back.",
  },
  notify: { fact: "News comes late", rest: "Nothing is lost: it arrives when this is back." },
  requests: { fact: "The library can't be shown", rest: "The files in it are not touched." },
  status: { fact: "This page may be old", rest: "Everything else goes on without it." },
  nats: {
    fact: "Pages may be behind",
    rest: "What you ask for is still taken; news comes when this is back.",
  },
  valkey: { fact: "Limits are stricter", rest: "Everything else works as before." },
  postgres: { fact: "Nothing can be changed", rest: "What you asked for before is safe." },
};
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
  if (monitor.means) return { fact: `${named(monitor)} is away`, rest: monitor.means };
  return MEANINGS[monitor.name.toLowerCase()] ?? unknown(monitor);
}

function unknown(monitor: Monitor): Omit<Meaning, "id"> {
  return {
    fact: `${named(monitor)} does not answer`,
    rest: monitor.detail ?? "The house looks again all the time.",
  };
}

/** A part's name as people read it. */
export function named(monitor: Monitor): string {
  if (monitor.name === "nats") return "NATS";
  return monitor.name.charAt(0).toUpperCase() + monitor.name.slice(1);
}
