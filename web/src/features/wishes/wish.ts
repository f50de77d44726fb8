/** A wish as the pages know it: where it stands, and what comes next. */
import type { Got } from "@/api/answers";
import type { PagePath } from "@/browser/go";

export type Wish = Got<"/api/v1/requests">["items"][number];
export type Counts = Got<"/api/v1/requests/count">;
export type Quota = Got<"/api/v1/requests/quota">;

/** The way of every wish, as the strand draws it. */
export const STEPS = ["asked", "approved", "sent", "downloading", "in-library", "watch"] as const;

/** Who said yes or no, where whoever looks may know. */
export type Decider = { id: string; name: string };

export type Stage =
  | { kind: "waiting" }
  | { kind: "approved"; by: Decider | null }
  | { kind: "on-its-way"; percent: number | null }
  | { kind: "partly-here" }
  | { kind: "here" }
  | { kind: "stuck"; reason: string }
  | { kind: "failed"; reason: string | null }
  | { kind: "declined"; reason: string | null; by: Decider | null }
  | { kind: "taken-back" }
  | { kind: "unknown"; status: string };

export function stageOf(wish: Wish): Stage {
  switch (wish.status) {
    case "pending":
      return { kind: "waiting" };
    case "approved":
      return wish.stuck_reason
        ? { kind: "stuck", reason: wish.stuck_reason }
        : { kind: "approved", by: deciderOf(wish) };
    case "processing":
      return wish.stuck_reason
        ? { kind: "stuck", reason: wish.stuck_reason }
        : { kind: "on-its-way", percent: percentOf(wish) };
    case "partially_available":
      return { kind: "partly-here" };
    case "available":
      return { kind: "here" };
    case "failed":
      return { kind: "failed", reason: wish.stuck_reason };
    case "declined":
      return { kind: "declined", reason: wish.reason, by: deciderOf(wish) };
    case "cancelled":
      return { kind: "taken-back" };
    default:
      return { kind: "unknown", status: wish.status };
  }
}

function deciderOf({ decided_by: id, decided_by_name: name }: Wish): Decider | null {
  return id && name ? { id, name } : null;
}

function percentOf({ progress }: Wish): number | null {
  return progress ? Math.round(progress.percent) : null;
}

/** Which part of the strand is current, and how far that part is; null where there is no way on. */
export function strandOf(stage: Stage): { at: number; share: number } | null {
  switch (stage.kind) {
    case "waiting":
      return { at: 1, share: 0.5 };
    case "approved":
    case "stuck":
      return { at: 2, share: 0.5 };
    case "on-its-way":
      return { at: 3, share: (stage.percent ?? 30) / 100 };
    case "partly-here":
      return { at: 4, share: 0.5 };
    case "here":
      return { at: STEPS.length, share: 1 };
    case "failed":
      return { at: 2, share: 1 };
    case "declined":
    case "taken-back":
    case "unknown":
      return null;
  }
}

/** Whether something of it is still to come. */
export function isOpen(stage: Stage): boolean {
  switch (stage.kind) {
    case "waiting":
    case "approved":
    case "on-its-way":
    case "partly-here":
    case "stuck":
    case "failed":
    case "unknown":
      return true;
    case "here":
    case "declined":
    case "taken-back":
      return false;
  }
}

/** Whether it stands where nobody would have it stand, so that one asks why. */
export function isHeld({ kind }: Stage): boolean {
  return kind === "stuck" || kind === "failed" || kind === "declined";
}

/** What is wished for otherwise; what is left out stays, and an empty note is none any more. */
export type Change = { seasons?: number[]; note?: string };

/** What the wish says after it. */
export function changed(_: Wish, { seasons, note }: Change): Partial<Wish> {
  return {
    ...(seasons && { seasons: seasons.toSorted((a, b) => a - b) }),
    ...(note !== undefined && { note: note || null }),
  };
}

/** Whether other seasons are chosen than at first. */
export function differs(chosen: ReadonlySet<number>, first: readonly number[]): boolean {
  return chosen.size !== first.length || first.some((season) => !chosen.has(season));
}

export type May = { seasons: boolean; note: boolean };

/** What of a wish somebody may change while it waits: whose it is all of it; who decides how much it is,
 * but not another's own words. */
export function changeable(
  wish: Wish,
  by: { id: string; permissions: readonly string[] } | undefined,
): May {
  const isMine = wish.requested_by === by?.id && by.permissions.includes("requests.create");
  const decides = by?.permissions.includes("requests.decide") ?? false;
  const waits = stageOf(wish).kind === "waiting";
  return {
    seasons: waits && wish.media_type === "tv" && (isMine || decides),
    note: waits && isMine,
  };
}

export function titlePath(of: Pick<Wish, "media_type" | "tmdb_id">): PagePath {
  return `/title?type=${of.media_type}&id=${of.tmdb_id}`;
}
