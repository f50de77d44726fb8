/** A fact of any service's log, and how several of them stand in time. */
import type { Got } from "@/api/answers";

export type Fact = Got<"/api/v1/admin/events">["items"][number];
export type Turn = Got<"/api/v1/admin/streams/{service}/{stream}">["items"][number];
export type Causes = Got<"/api/v1/admin/events/{event_id}/causes">;
export type Service = Fact["service"];

export const SERVICES = [
  "requests",
  "downloads",
  "identity",
  "status",
  "notify",
  "gateway",
] as const satisfies readonly Service[];

/** What the page looks at: one thing, one person, or everything (of one service, of one kind). */
export type Look =
  | { kind: "thing"; service: Service; stream: string }
  | { kind: "person"; actor: string }
  | { kind: "everything"; service: Service | null; type: string };

export function lookIn(address: URLSearchParams): Look {
  const service = SERVICES.find((one) => one === address.get("service")) ?? null;
  const stream = address.get("stream");
  const actor = address.get("actor");
  if (service && stream) return { kind: "thing", service, stream };
  if (actor) return { kind: "person", actor };
  return { kind: "everything", service, type: address.get("type") ?? "" };
}

export function addressOf(look: Look): `/${string}` {
  const said = new URLSearchParams();
  switch (look.kind) {
    case "thing":
      said.set("service", look.service);
      said.set("stream", look.stream);
      break;
    case "person":
      said.set("actor", look.actor);
      break;
    case "everything":
      if (look.service) said.set("service", look.service);
      if (look.type) said.set("type", look.type);
      break;
  }
  const rest = said.toString();
  return rest === "" ? "/admin/events" : `/admin/events?${rest}`;
}

/** "request" of `request-0199…`. */
export function kindOf(stream: string): string {
  return stream.replace(/-[0-9a-f]{8}-[0-9a-f-]{27}$/, "");
}

export type Tone = "ok" | "warn" | "bad" | "plain";

const BAD = /(failed|went-down|gave-up|lost|refused|erased|outage-confirmed|incident-opened)$/;
const WARN =
  /(declined|cancelled|stood-back|mistaken|disabled|slowed|suppressed|blipped|revoked|withdrawn|paused|retried)$/;
const OK =
  /(completed|arrived|went-up|approved|regained|sent|enabled|closed|ended|confirmed|proven|joined)$/;

export function toneOf(type: string): Tone {
  if (BAD.test(type)) return "bad";
  if (WARN.test(type)) return "warn";
  return OK.test(type) ? "ok" : "plain";
}

/** How many facts there are in each of so many equal spans, oldest first; 0 to 1. */
export function crowd(facts: readonly Fact[], spans: number): number[] {
  const times = facts.map(({ at }) => new Date(at).getTime());
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const counts = new Array<number>(spans).fill(0);
  for (const time of times) {
    const at = to === from ? spans - 1 : ((time - from) / (to - from)) * spans;
    const span = Math.min(Math.floor(at), spans - 1);
    counts[span] = (counts[span] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count) => count / most);
}

/** Where a fact stands between the first and the last, 0 to 1. */
export function place(fact: Fact, facts: readonly Fact[]): number {
  const times = facts.map(({ at }) => new Date(at).getTime());
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return to === from ? 1 : (new Date(fact.at).getTime() - from) / (to - from);
}

/** The fact that stands nearest to a place in time; `facts` are oldest first. */
export function nearest(facts: readonly Fact[], at: number): Fact | null {
  let best: Fact | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const fact of facts) {
    const away = Math.abs(place(fact, facts) - at);
    if (away > least) continue;
    best = fact;
    least = away;
  }
  return best;
}
