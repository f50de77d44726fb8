/** What waits for somebody's yes: a wish, a download of who has to ask first, or a playlist of them. */
import type { Download } from "@/features/downloads/download";
import type { Wish } from "@/features/wishes/wish";

type Videos = readonly [Download, ...Download[]];
export type Waiting =
  | { kind: "wish"; wish: Wish }
  | { kind: "download"; download: Download }
  | { kind: "playlist"; id: string; videos: Videos };

export function idOf(one: Waiting): string {
  switch (one.kind) {
    case "wish":
      return one.wish.id;
    case "download":
      return one.download.id;
    case "playlist":
      return one.id;
  }
}

/** What the house is asked about: of a playlist each video that still waits. */
export function meantBy(one: Waiting): string[] {
  return one.kind === "playlist" ? one.videos.map(({ id }) => id) : [idOf(one)];
}

/** Who asked for it. */
export function askerOf(one: Waiting): string {
  return one.kind === "wish" ? one.wish.requested_by : firstOf(one).member_id;
}

export function sinceOf(one: Waiting): Date {
  return new Date(one.kind === "wish" ? one.wish.created_at : firstOf(one).created_at);
}

/** The video itself, or the first of a playlist. */
export function firstOf(one: Exclude<Waiting, { kind: "wish" }>): Download {
  return one.kind === "download" ? one.download : one.videos[0];
}

/** The wishes among these, or the videos, those of playlists as well. */
export function idsOf(these: readonly Waiting[], kind: "wish" | "download"): string[] {
  return these.filter((one) => (one.kind === "wish") === (kind === "wish")).flatMap(meantBy);
}

/** All in one line: who has waited longest comes first. */
export function inTurn(wishes: readonly Wish[], downloads: readonly Download[]): Waiting[] {
  const all: Waiting[] = [
    ...wishes.map((wish) => ({ kind: "wish" as const, wish })),
    ...asked(downloads),
  ];
  return all.toSorted((a, b) => sinceOf(a).getTime() - sinceOf(b).getTime());
}

/** What was asked for at once is answered at once: a playlist stands here as one, in its order. */
function asked(downloads: readonly Download[]): Waiting[] {
  const playlists = new Map<string, [Download, ...Download[]]>();
  const all: Waiting[] = [];
  for (const download of downloads.toSorted((a, b) => a.place - b.place)) {
    const { collection_id: id } = download;
    const playlist = id === null ? undefined : playlists.get(id);
    if (playlist) {
      playlist.push(download);
    } else if (id === null) {
      all.push({ kind: "download", download });
    } else {
      const videos: [Download, ...Download[]] = [download];
      playlists.set(id, videos);
      all.push({ kind: "playlist", id, videos });
    }
  }
  return all;
}
