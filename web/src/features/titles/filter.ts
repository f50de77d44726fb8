/** What the address says of which titles are wanted; what is as usual is not said. */
import type { Got } from "@/api/answers";
import type { PagePath } from "@/browser/go";
import { type Card, type MediaType, ROWS, type Row } from "./title";

export type Genre = Got<"/api/v1/discover/genres/{media_type}">["items"][number];
export type Filter = { kind: MediaType | null; genre: number | null; hidesSeen: boolean };

/** Rows that come by genre, and what they hold. */
const BY_GENRE = { "popular-movies": "movie", "popular-tv": "tv" } as const;
/** As many as the house can tell apart. */
const GENRE_MOST = 2 ** 31;

export function filterIn(query: URLSearchParams): Filter {
  const kind = query.get("kind");
  const genre = query.get("genre") ?? "";
  return {
    kind: kind === "movie" || kind === "tv" ? kind : null,
    genre: /^\d+$/.test(genre) && Number(genre) < GENRE_MOST ? Number(genre) : null,
    hidesSeen: query.get("new") === "yes",
  };
}

export function rowIn(query: URLSearchParams): Row | null {
  return ROWS.find((row) => row === query.get("row")) ?? null;
}

/** The address of a page with this filter, and whatever else it says. */
export function filtered(path: PagePath, filter: Filter, more: Record<string, string>): PagePath {
  const query = new URLSearchParams(more);
  if (filter.kind) query.set("kind", filter.kind);
  if (filter.genre !== null) query.set("genre", String(filter.genre));
  if (filter.hidesSeen) query.set("new", "yes");
  const said = query.toString();
  return said === "" ? path : `${path}?${said}`;
}

export function passes(card: Card, filter: Pick<Filter, "kind" | "hidesSeen">): boolean {
  if (filter.kind !== null && card.media_type !== filter.kind) return false;
  return !filter.hidesSeen || card.seen === null;
}

type IsOffered = (kind: MediaType, genre: number) => boolean;

/** Rows that can hold what the filter wants. */
export function rowsFor(filter: Filter, isOffered: IsOffered): readonly Row[] {
  const { kind, genre } = filter;
  if (genre !== null)
    return ROWS.filter((row) => {
      const holds = kindByGenre(row);
      return holds !== null && (kind ?? holds) === holds && isOffered(holds, genre);
    });
  if (kind === null) return ROWS;
  const other = kind === "movie" ? "tv" : "movies";
  return ROWS.filter((row) => !row.endsWith(other));
}

/** What a row holds that comes by genre; null for one that does not. */
export function kindByGenre(row: Row): MediaType | null {
  return row === "popular-movies" || row === "popular-tv" ? BY_GENRE[row] : null;
}

/** A genre that what is wanted now does not have is wanted no more. */
export function fitting(filter: Filter, isOffered: IsOffered): Filter {
  return rowsFor(filter, isOffered).length > 0 ? filter : { ...filter, genre: null };
}

/** Each genre once, in the order of their names. */
export function merged(genres: readonly Genre[]): Genre[] {
  const byId = new Map(genres.map((genre) => [genre.id, genre]));
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
