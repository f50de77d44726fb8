/** What waits for somebody's yes: a wish, or a download of who has to ask first. */
import type { Download } from "@/features/downloads/download";
import type { Wish } from "@/features/wishes/wish";

export type Waiting = { kind: "wish"; wish: Wish } | { kind: "download"; download: Download };

export function idOf(one: Waiting): string {
  return one.kind === "wish" ? one.wish.id : one.download.id;
}

/** Who asked for it. */
export function askerOf(one: Waiting): string {
  return one.kind === "wish" ? one.wish.requested_by : one.download.member_id;
}

export function sinceOf(one: Waiting): Date {
  return new Date(one.kind === "wish" ? one.wish.created_at : one.download.created_at);
}

export function idsOf(these: readonly Waiting[], kind: Waiting["kind"]): string[] {
  return these.filter((one) => one.kind === kind).map(idOf);
}

/** All in one line: who has waited longest comes first. */
export function inTurn(wishes: readonly Wish[], downloads: readonly Download[]): Waiting[] {
  const all: Waiting[] = [
    ...wishes.map((wish) => ({ kind: "wish" as const, wish })),
    ...downloads.map((download) => ({ kind: "download" as const, download })),
  ];
  return all.toSorted((a, b) => sinceOf(a).getTime() - sinceOf(b).getTime());
}
