/** Which maintenance goes on now, and which parts of the house may be away because of it. */
import type { Part } from "@/api/parts";
import { SHARED } from "@/look/messages";
import type { Pause } from "@/look/surfaces/pause";
import { type Monitor, roleOf, type Status } from "./status";

type Plan = Status["maintenance"][number];
/** What is planned, and what it can touch. */
export type Planned = {
  maintenance: readonly Plan[];
  monitors: readonly Pick<Monitor, "id" | "name" | "serves">[];
};

/** Without these none of them answers. */
const UNDER_ALL = ["gateway", "postgres"];
const NEEDS: Record<Part, readonly string[]> = {
  identity: ["identity"],
  requests: ["requests", "overseerr", "plex"],
  downloads: ["downloads", "yt-dlp"],
  status: ["status"],
  notify: ["notify"],
};
/** Of what it is known who needs it. Whatever else is watched, like a disk, may be under all of them. */
const KNOWN: ReadonlySet<string> = new Set([
  ...UNDER_ALL,
  ...Object.values(NEEDS).flat(),
  "nats",
  "valkey",
]);

export function pausesOf({ maintenance, monitors }: Planned, now: Date): Pause[] {
  return maintenance
    .filter((plan) => goesOn(plan, now))
    .map((plan) => {
      const struck = monitors.filter(({ id }) => plan.monitor_ids.includes(id)).map(roleOf);
      return {
        until: new Date(plan.ends_at),
        why: whyOf(plan),
        isFor: (part) =>
          struck.length < plan.monitor_ids.length ||
          struck.length === 0 ||
          struck.some((role) => !KNOWN.has(role) || needsOf(part).includes(role)),
      };
    });
}

/** By the clock too: whoever tells how it stands may be away with the rest. */
export function goesOn({ stage, starts_at, ends_at }: Plan, now: Date): boolean {
  const hasBegun = stage === "going on" || (stage === "planned" && new Date(starts_at) <= now);
  return hasBegun && now < new Date(ends_at);
}

function needsOf(part: Part | null): readonly string[] {
  return part === null ? UNDER_ALL : [...UNDER_ALL, ...NEEDS[part]];
}

/** What is done, and what its keeper said to it. */
function whyOf({ title, text }: Plan): string {
  const fact = /[.?!]$/.test(title) ? title : SHARED.pauseIs({ title });
  return `${fact} ${text}`.trim();
}
