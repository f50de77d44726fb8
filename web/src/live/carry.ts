/** What each frame means for what the pages have already read. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { advance, PROGRESS } from "@/features/downloads/progress";
import { advance as bringOn, PROGRESS as OF_A_WISH } from "@/features/wishes/progress";
import type { Frame } from "./protocol";
import { type Pace, Question } from "./question";

const CALM: Pace = { restMs: 800, burst: 3, everyMs: 5_000 };
/** What people watch while it happens. All of it together stays below what the gateway lets one person ask. */
const WATCHED: Pace = { restMs: 150, burst: 30, everyMs: 2_000 };
/** What costs every part of the house an answer. */
const SELDOM: Pace = { restMs: 5_000, burst: 1, everyMs: 5_000 };

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
      ["status", "incidents"],
    ],
  },
  { by: "medianest.status.announcement-", keys: [["status", "announcements"]] },
  { by: "medianest.status.maintenance-", keys: [["status", "maintenance"]] },
  { by: "medianest.gateway.breaker", keys: [["status", "now"]] },
  { by: "medianest.identity.", keys: [["me"], ["people"]] },
  { by: "medianest.identity.house-", keys: [["house"]] },
  { by: "medianest.identity.plex-", keys: [["settings", "plex-sign-in"]] },
];

/** What services tell of others' events. They hear of these when we do, or a moment later. */
const STALE_ELSEWHERE: readonly Row[] = [
  { by: "medianest.requests.library-", keys: [["downloads"]] },
  { by: "medianest.status.outage-", keys: [["downloads"], ["wishes"]] },
  { by: "medianest.identity.house-", keys: [["letters"]] },
];
const HEARD_WITHIN_MS = 3_000;

export class Carrier {
  private readonly questions = new Map<string, Question>();

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

  private askAll(table: readonly Row[], type: string): void {
    for (const { by, keys, pace = CALM } of table)
      if (type.startsWith(by)) for (const key of keys) this.askAgain(key, pace);
  }

  private askAgain(key: QueryKey, pace: Pace): void {
    const name = key.join(".");
    const ask = () => this.cache.invalidateQueries({ queryKey: key });
    const question = this.questions.get(name) ?? new Question(ask, pace);
    this.questions.set(name, question);
    question.want();
  }
}
