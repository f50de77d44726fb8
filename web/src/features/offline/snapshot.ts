/** How the house was when it was last seen: a few lines kept on the device, gone with signing out. */
import type { QueryCache } from "@tanstack/react-query";
import type { Download } from "@/features/downloads/download";
import type { Member } from "@/features/session/me";
import type { Planned } from "@/features/status/pause";
import type { Status } from "@/features/status/status";
import type { Wish } from "@/features/wishes/wish";
import { forget, KEPT } from "./forget";

const MOST = 5;

export type Line = { title: string; state: string; percent: number | null };
/** `of`: who saw it. `planned`: while it goes on nobody may be there to tell of it. */
export type Snapshot = {
  of: string;
  at: string;
  wishes: Line[];
  downloads: Line[];
  planned: Planned | null;
};

export function snapshot(): Snapshot | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return isSnapshot(kept) ? { ...kept, planned: kept.planned ?? null } : null;
  } catch {
    return null;
  }
}

/** Keep what the pages have just read; called whenever something was read. What somebody else saw is gone. */
export function keep(cache: QueryCache, now: Date): void {
  const me = cache.find<Member>({ queryKey: ["me"] })?.state.data?.id;
  if (me === undefined) return;
  const before = ofMember(me);
  const wishes = cache.find<{ pages: { items: Wish[] }[] }>({
    queryKey: ["wishes", "list", "mine"],
  })?.state.data;
  const downloads = cache.find<{ items: Download[] }>({ queryKey: ["downloads", "list"] })?.state
    .data;
  const status = cache.find<Status>({ queryKey: ["status", "now"] })?.state.data;
  if (!wishes && !downloads && !status) return;
  const next: Snapshot = {
    of: me,
    at: now.toISOString(),
    wishes: wishes
      ? wishes.pages
          .flatMap(({ items }) => items)
          .slice(0, MOST)
          .map(wishLine)
      : (before?.wishes ?? []),
    downloads: downloads
      ? downloads.items.slice(0, MOST).map(downloadLine)
      : (before?.downloads ?? []),
    planned: status ? plannedIn(status) : (before?.planned ?? null),
  };
  try {
    localStorage.setItem(KEPT, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing shows nothing offline.
  }
}

function plannedIn({ maintenance, monitors }: Status): Planned | null {
  if (maintenance.length === 0) return null;
  return { maintenance, monitors: monitors.map(({ id, name, serves }) => ({ id, name, serves })) };
}

/** What this member saw last. */
function ofMember(id: string): Snapshot | null {
  const before = snapshot();
  if (before?.of === id) return before;
  forget();
  return null;
}

function wishLine(wish: Wish): Line {
  return { title: wish.title ?? "", state: wish.status, percent: null };
}

function downloadLine(one: Download): Line {
  return { title: one.title, state: one.status, percent: one.progress?.percent ?? null };
}

function isSnapshot(kept: unknown): kept is Snapshot {
  if (typeof kept !== "object" || kept === null) return false;
  const { of, at, wishes, downloads } = kept as Partial<Snapshot>;
  if (typeof of !== "string") return false;
  return typeof at === "string" && Array.isArray(wishes) && Array.isArray(downloads);
}
