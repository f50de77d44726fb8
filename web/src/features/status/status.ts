/** Monitors and their history as the pages know them. */
import type { Got } from "@/api/answers";

export type Status = Got<"/api/v1/status">;
export type Monitor = Status["monitors"][number];
export type Incident = Status["incidents"][number];
export type Slice = Got<"/api/v1/status/history">["monitors"][string][number];
export type Change = Got<"/api/v1/status/monitors/{monitor_id}">["changes"][number];

export const WINDOWS = ["24h", "7d", "30d", "90d"] as const;
export type Window = (typeof WINDOWS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long a window is, into how many bars the house cuts it, and on which clock: hours or days. */
export const SPANS: Record<Window, { ms: number; bars: number; unit: number }> = {
  "24h": { ms: DAY_MS, bars: 24, unit: HOUR_MS },
  "7d": { ms: 7 * DAY_MS, bars: 56, unit: HOUR_MS },
  "30d": { ms: 30 * DAY_MS, bars: 30, unit: DAY_MS },
  "90d": { ms: 90 * DAY_MS, bars: 90, unit: DAY_MS },
};

export type State = "up" | "degraded" | "down" | "maintenance" | "unknown";

/** Worse than this share of lost looks, a bar counts as down; one lost look in a day is a blip. */
const DOWN_SHARE = 0.1;

export function stateOf(said: string): State {
  switch (said) {
    case "up":
    case "degraded":
    case "down":
    case "maintenance":
      return said;
    default:
      return "unknown";
  }
}

export function toneOf(state: State): "ok" | "warn" | "bad" | "info" | "" {
  switch (state) {
    case "up":
      return "ok";
    case "degraded":
      return "warn";
    case "down":
      return "bad";
    case "maintenance":
      return "info";
    case "unknown":
      return "";
  }
}

/** Below this share of looks, what was seen says little of the whole window. */
const KNOWN_SHARE = 0.1;

/** Whether the house has looked long enough for a figure of the whole window. */
export function isKnown(spans: readonly { state: State }[]): boolean {
  return spans.filter(({ state }) => state !== "unknown").length >= spans.length * KNOWN_SHARE;
}

const WORST_FIRST: readonly State[] = ["down", "degraded", "maintenance", "unknown", "up"];
/** What people come for stands before what the house needs for it. */
const USED_FIRST = ["plex", "overseerr", "requests", "downloads", "yt-dlp", "internet", "disk"];

/** What a part is to the house, whatever its keeper calls it. */
export function roleOf({ serves, name }: Pick<Monitor, "serves" | "name">): string {
  const said = name.toLowerCase();
  return serves ?? (said === "seerr" ? "overseerr" : said);
}

/** As they are looked for: what is in trouble, then what is used most. */
export function inOrder(monitors: readonly Monitor[]): Monitor[] {
  const trouble = (one: Monitor) => WORST_FIRST.indexOf(stateOf(one.state));
  const use = (one: Monitor) => {
    const at = USED_FIRST.indexOf(roleOf(one));
    return at < 0 ? USED_FIRST.length : at;
  };
  return monitors.toSorted((a, b) => trouble(a) - trouble(b) || use(a) - use(b));
}

export type Cell = { state: State; from: Date; slice: Slice | null };

/** One cell for each part of the window, oldest first; where nobody looked, nothing is known. */
export function cellsOf(slices: readonly Slice[], window: Window, now: Date): Cell[] {
  const { ms, bars, unit } = SPANS[window];
  const step = ms / bars;
  // The last bar holds now: bars begin with the hours and days of the house's clock.
  const start = (Math.floor(now.getTime() / unit) + 1) * unit - ms;
  const cells: Cell[] = Array.from({ length: bars }, (_, bar) => ({
    state: "unknown",
    from: new Date(start + bar * step),
    slice: null,
  }));
  for (const slice of slices) {
    // A slice that was cut just before the hour turned is a bar too far to the left.
    const bar = Math.round((new Date(slice.at).getTime() - start) / step);
    const cell = cells[Math.max(bar, 0)];
    if (cell) {
      cell.slice = cell.slice ? added(cell.slice, slice) : slice;
      cell.state = sliceState(cell.slice);
    }
  }
  return cells;
}

/** Two and two as one, for where there is no room for all: what was in trouble in either, is in both. */
export function inPairs<Span extends { state: State }>(spans: readonly Span[]): Span[] {
  return spans.flatMap((one, at) => (at % 2 === 1 ? [] : [worse(one, spans[at + 1] ?? one)]));
}

/** Where nobody looked is no worse than what was seen, however well that was. */
function worse<Span extends { state: State }>(one: Span, other: Span): Span {
  if (one.state === "unknown") return other;
  if (other.state === "unknown") return one;
  return WORST_FIRST.indexOf(other.state) < WORST_FIRST.indexOf(one.state) ? other : one;
}

function sliceState(slice: Slice): State {
  if (slice.beats === 0) return "unknown";
  if (slice.failed / slice.beats > DOWN_SHARE) return "down";
  return slice.failed + slice.flawed > 0 ? "degraded" : "up";
}

function added(one: Slice, other: Slice): Slice {
  return {
    ...one,
    beats: one.beats + other.beats,
    failed: one.failed + other.failed,
    flawed: one.flawed + other.flawed,
  };
}
