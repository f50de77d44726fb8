/** What each frame means for what the pages have already read. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { advance, PROGRESS } from "@/features/downloads/progress";
import { advance as bringOn, PROGRESS as OF_A_WISH } from "@/features/wishes/progress";
import type { Frame } from "./protocol";

/** The queries that an announced event makes stale, by the service that says it. */
const STALE: ReadonlyArray<readonly [prefix: string, keys: readonly QueryKey[]]> = [
  [
    "medianest.downloads.",
    [
      ["downloads", "list"],
      ["downloads", "older"],
      ["downloads", "asking"],
      ["downloads", "allowance"],
      ["downloads", "collections"],
    ],
  ],
  ["medianest.notify.", [["notifications"]]],
  ["medianest.requests.", [["wishes"], ["titles", "one"]]],
  ["medianest.requests.library-", [["library", "recent"]]],
  // The bars of the past change with the clock, not with an event.
  [
    "medianest.status.",
    [
      ["status", "now"],
      ["status", "monitor"],
    ],
  ],
  ["medianest.gateway.breaker", [["status", "now"]]],
  ["medianest.identity.", [["me"]]],
];

/** What services tell of others' events. They hear of these when we do, or a moment later. */
const STALE_ELSEWHERE: typeof STALE = [
  ["medianest.requests.library-", [["downloads"]]],
  ["medianest.status.outage-", [["downloads"], ["wishes"]]],
];
const HEARD_WITHIN_MS = 3_000;

/** Many events in a moment are one reason to ask again: at once, then ever more seldom while they last. */
const REST_MS = 800;
const LONGEST_REST_MS = 5_000;
/** What people watch while it happens is not asked for more seldom at first: so many times it is well within
 * a second of the truth. All of it together stays below what the gateway lets one person ask. */
const WATCHED = "downloads.list";
const WATCHED_TIMES = 40;
const WATCHED_REST_MS = 300;

export class Carrier {
  /** The queries that rest, and whether they were to be asked for meanwhile. */
  private readonly resting = new Map<string, boolean>();

  constructor(private readonly cache: QueryClient) {}

  carry(frame: Frame): void {
    switch (frame.op) {
      case "event":
        for (const key of staleBy(frame.type, STALE)) this.askAgain(key);
        for (const key of staleBy(frame.type, STALE_ELSEWHERE)) {
          this.askAgain(key);
          setTimeout(() => this.askAgain(key), HEARD_WITHIN_MS);
        }
        break;
      case "live":
        if (frame.type === PROGRESS && !advance(this.cache, frame.data))
          this.askAgain(["downloads", "list"]);
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

  private askAgain(key: QueryKey, times = 1, last = 0): void {
    const name = key.join(".");
    if (this.resting.has(name)) {
      this.resting.set(name, true);
      return;
    }
    this.resting.set(name, false);
    const restMs = restAfter(name, times, last);
    setTimeout(() => {
      const wasWanted = this.resting.get(name) === true;
      this.resting.delete(name);
      if (wasWanted) this.askAgain(key, times + 1, restMs);
    }, restMs);
    void this.cache.invalidateQueries({ queryKey: key });
  }
}

function restAfter(name: string, times: number, lastMs: number): number {
  if (name === WATCHED && times <= WATCHED_TIMES) return WATCHED_REST_MS;
  return Math.min(Math.max(REST_MS, lastMs * 2), LONGEST_REST_MS);
}

function staleBy(type: string, table: typeof STALE): readonly QueryKey[] {
  return table.flatMap(([prefix, keys]) => (type.startsWith(prefix) ? keys : []));
}
