/** What each frame means for what the pages have already read. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { advance, PROGRESS } from "@/features/downloads/progress";
import { advance as bringOn, PROGRESS as OF_A_WISH } from "@/features/wishes/progress";
import type { Frame } from "./protocol";

/** How long the same question rests, so many times, before it rests ever longer while events last. */
type Pace = { restMs: number; times: number };

const CALM: Pace = { restMs: 800, times: 1 };
/** What people watch while it happens is well within a second of the truth at first. All of it together
 * stays below what the gateway lets one person ask. */
const WATCHED: Pace = { restMs: 300, times: 40 };
/** What costs every part of the house an answer. */
const SELDOM: Pace = { restMs: 5_000, times: 1 };
const LONGEST_REST_MS = 5_000;

type Row = { by: string; keys: readonly QueryKey[]; pace?: Pace };

const DOWNLOADS: QueryKey = ["downloads", "list"];

/** The queries that an announced event makes stale, by how its name begins. */
const STALE: readonly Row[] = [
  { by: "medianest.", keys: [["events"]], pace: SELDOM },
  { by: "medianest.downloads.", keys: [DOWNLOADS], pace: WATCHED },
  {
    by: "medianest.downloads.",
    keys: [
      ["downloads", "older"],
      ["downloads", "asking"],
      ["downloads", "allowance"],
      ["downloads", "collections"],
    ],
  },
  { by: "medianest.notify.", keys: [["notifications"]] },
  { by: "medianest.requests.", keys: [["wishes"], ["titles", "one"]] },
  { by: "medianest.requests.issue-", keys: [["issues"]] },
  { by: "medianest.requests.library-", keys: [["library", "recent"]] },
  // The bars of the past change with the clock, not with an event.
  {
    by: "medianest.status.",
    keys: [
      ["status", "now"],
      ["status", "monitor"],
    ],
  },
  { by: "medianest.status.announcement-", keys: [["status", "announcements"]] },
  { by: "medianest.status.maintenance-", keys: [["status", "maintenance"]] },
  { by: "medianest.gateway.breaker", keys: [["status", "now"]] },
  { by: "medianest.identity.", keys: [["me"], ["people"]] },
  { by: "medianest.identity.house-", keys: [["house"]] },
];

/** What services tell of others' events. They hear of these when we do, or a moment later. */
const STALE_ELSEWHERE: readonly Row[] = [
  { by: "medianest.requests.library-", keys: [["downloads"]] },
  { by: "medianest.status.outage-", keys: [["downloads"], ["wishes"]] },
];
const HEARD_WITHIN_MS = 3_000;

export class Carrier {
  /** The queries that rest, and whether they were to be asked for meanwhile. */
  private readonly resting = new Map<string, boolean>();

  constructor(private readonly cache: QueryClient) {}

  carry(frame: Frame): void {
    switch (frame.op) {
      case "event":
        this.askAll(STALE, frame.type);
        this.askAll(STALE_ELSEWHERE, frame.type);
        setTimeout(() => this.askAll(STALE_ELSEWHERE, frame.type), HEARD_WITHIN_MS);
        break;
      case "live":
        if (frame.type === PROGRESS && !advance(this.cache, frame.data))
          this.askAgain(DOWNLOADS, WATCHED);
        if (frame.type === OF_A_WISH) bringOn(this.cache, frame.data);
        break;
      case "hello":
      case "hearing":
      case "gap":
      case "pong":
      case "bye":
        break;
    }
  }

  /** Many events in a moment are one reason to ask again: at once, and once more after a rest. */
  private askAll(table: readonly Row[], type: string): void {
    for (const { by, keys, pace = CALM } of table)
      if (type.startsWith(by)) for (const key of keys) this.askAgain(key, pace);
  }

  private askAgain(key: QueryKey, pace: Pace, times = 1, last = 0): void {
    const name = key.join(".");
    if (this.resting.has(name)) {
      this.resting.set(name, true);
      return;
    }
    this.resting.set(name, false);
    const restMs = restAfter(pace, times, last);
    setTimeout(() => {
      const wasWanted = this.resting.get(name) === true;
      this.resting.delete(name);
      if (wasWanted) this.askAgain(key, pace, times + 1, restMs);
    }, restMs);
    void this.cache.invalidateQueries({ queryKey: key });
  }
}

function restAfter(pace: Pace, times: number, lastMs: number): number {
  if (times <= pace.times) return pace.restMs;
  return Math.min(Math.max(CALM.restMs, lastMs * 2), LONGEST_REST_MS);
}
