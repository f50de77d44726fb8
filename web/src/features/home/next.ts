/** What comes next for whoever looks: the one thing that the first page says aloud. */

import type { PagePath } from "@/browser/go";
import { type Download, stageOf as downloadStage } from "@/features/downloads/download";
import { named } from "@/features/wishes/messages";
import { stageOf, titlePath, type Wish } from "@/features/wishes/wish";
import { counting, left } from "@/language/figures";
import { NEXT } from "./messages";

export type Next = { title: string | null; to: PagePath; words: string };

const FRESH_MS = 24 * 3_600_000;

/** A yes that is waited for, then what has just come, then what comes soonest, then what waits. */
export function nextOf(
  wishes: readonly Wish[],
  downloads: readonly Download[],
  toDecide: number,
  now: Date,
): Next {
  if (toDecide > 0)
    return { title: null, to: "/approvals", words: NEXT.decide(counting(toDecide)) };
  return (
    arrived(wishes, now) ??
    coming(downloads) ??
    underWay(wishes) ?? { title: null, to: "/discover", words: NEXT.nothing }
  );
}

function arrived(wishes: readonly Wish[], now: Date): Next | null {
  const fresh = wishes.find(
    (wish) =>
      stageOf(wish).kind === "here" && now.getTime() - Date.parse(wish.updated_at) < FRESH_MS,
  );
  return fresh ? { title: named(fresh), to: titlePath(fresh), words: NEXT.here } : null;
}

function coming(downloads: readonly Download[]): Next | null {
  const running = downloads.flatMap((one) => {
    const stage = downloadStage(one);
    return stage.kind === "running" ? [{ title: one.title, etaS: stage.etaS }] : [];
  });
  const [first] = running.toSorted((a, b) => (a.etaS ?? 9e9) - (b.etaS ?? 9e9));
  if (!first) return null;
  const words = first.etaS === null ? NEXT.coming : NEXT.comingSoon({ left: left(first.etaS) });
  return { title: first.title, to: "/downloads", words };
}

function underWay(wishes: readonly Wish[]): Next | null {
  for (const wish of wishes) {
    const words = wordsOf(wish);
    if (words !== null) return { title: named(wish), to: titlePath(wish), words };
  }
  return null;
}

function wordsOf(wish: Wish): string | null {
  const stage = stageOf(wish);
  switch (stage.kind) {
    case "stuck":
      return NEXT.stuck({ reason: stage.reason });
    case "waiting":
      return NEXT.waiting;
    case "approved":
      return NEXT.approved;
    case "on-its-way":
      return NEXT.fetched;
    case "partly-here":
      return NEXT.partly;
    case "failed":
    case "here":
    case "declined":
    case "taken-back":
    case "unknown":
      return null;
  }
}
