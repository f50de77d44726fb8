/** What it means for a member that a part of the house is away: what waits, and what goes on. */
import { words } from "@/language/words";
import { inOrder, type Monitor, roleOf, stateOf } from "./status";

/** What people come for. */
export type Use = "watching" | "wishing" | "downloading";
export type Meaning = { id: string; state: "up" | "degraded" | "down"; fact: string; rest: string };

const FACTS = words("meanings", {
  identity: "Nobody can sign in anew",
  downloads: "Downloads wait",
  notify: "News comes late",
  requests: "The library can't be shown",
  status: "This page may be old",
  nats: "Pages may be behind",
  valkey: "Limits are stricter",
  postgres: "Nothing can be changed",
  plex: "Nothing can be watched",
  overseerr: "New wishes are kept here",
  "yt-dlp": "No video can be fetched",
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
  plex: "What you ask for meanwhile is kept.",
  overseerr: "They are sent when {name} is back.",
  "yt-dlp": "What is in line is kept.",
});

const SLOW = words("meanings-slow", {
  fact: "{name} is not at its best",
  rest: "What it does may take longer.",
  videos: "Some videos may not come",
  videosRest: "Films and series are not touched.",
});

const WORKS: Record<Use, string> = words("meanings-works", {
  watching: "Watching works",
  wishing: "Wishing works",
  downloading: "Downloads go on",
});

const WORKS_RESTS: Record<Use, string> = words("meanings-works-rest", {
  watching: "Plex answers as usual.",
  wishing: "What you ask for is taken and sent.",
  downloading: "Videos are fetched as usual.",
});

/** What each needs; it works while the first of them is watched, and none of them is in trouble. */
const NEEDS: Record<Use, readonly string[]> = {
  watching: ["plex"],
  wishing: ["requests", "overseerr"],
  downloading: ["downloads", "yt-dlp", "internet"],
};

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

/** One for each part in trouble, and beside it what works all the same; at most three: more would not be
 * read. Nothing where all is well. */
export function meanings(monitors: readonly Monitor[]): Meaning[] {
  const troubled = inOrder(monitors).flatMap((monitor): Meaning[] => {
    const state = stateOf(monitor.state);
    if (state !== "down" && state !== "degraded") return [];
    return [{ id: monitor.id, state, ...(state === "down" ? away(monitor) : slow(monitor)) }];
  });
  return troubled.length === 0 ? [] : [...troubled, ...working(monitors)].slice(0, MOST);
}

function working(monitors: readonly Monitor[]): Meaning[] {
  const uses = Object.keys(NEEDS) as Use[];
  return uses
    .filter((use) => {
      const needed = monitors.filter((one) => NEEDS[use].includes(roleOf(one)));
      return (
        needed.some((one) => roleOf(one) === NEEDS[use][0]) &&
        needed.every(({ state }) => stateOf(state) === "up")
      );
    })
    .map((use) => ({ id: use, state: "up", fact: WORKS[use], rest: WORKS_RESTS[use] }));
}

type Said = Pick<Meaning, "fact" | "rest">;

/** What its keeper wrote comes first, then what we know ourselves. */
function away(monitor: Monitor): Said {
  const name = named(monitor);
  if (monitor.means) return { fact: OTHERS.away({ name }), rest: monitor.means };
  const role = roleOf(monitor);
  if (!Object.hasOwn(FACTS, role)) return unknown(monitor);
  const known = role as keyof typeof FACTS;
  const rest = RESTS[known];
  return { fact: FACTS[known], rest: typeof rest === "string" ? rest : rest({ name }) };
}

function slow(monitor: Monitor): Said {
  if (roleOf(monitor) === "yt-dlp") return { fact: SLOW.videos, rest: SLOW.videosRest };
  return { fact: SLOW.fact({ name: named(monitor) }), rest: monitor.detail ?? SLOW.rest };
}

function unknown(monitor: Monitor): Said {
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
