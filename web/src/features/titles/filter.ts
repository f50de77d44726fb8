/** What the address says of which titles are wanted; what is as usual is not said. */
import type { Got } from "@/api/answers";
import type { PagePath } from "@/browser/go";
import { type Card, type MediaType, ROWS, type Row } from "./title";

export const ORDERS = ["popular", "newest", "best-rated"] as const;

export type Genre = Got<"/api/v1/discover/genres/{media_type}">["items"][number];
export type Order = (typeof ORDERS)[number];
/** From when titles are; both years count themselves, null is open. */
export type Years = { from: number | null; to: number | null };
/** What the house is asked for. */
export type Choice = Years & { genre: number | null; rating: number | null; order: Order };
export type Filter = Choice & { kind: MediaType | null; hidesSeen: boolean };

export const EVERYTHING: Filter = {
  kind: null,
  genre: null,
  from: null,
  to: null,
  rating: null,
  order: "popular",
  hidesSeen: false,
};

/** Rows of which one may choose, and what they hold. */
const BY_CHOICE = { "popular-movies": "movie", "popular-tv": "tv" } as const;
/** As many as the house can tell apart. */
const GENRE_MOST = 2 ** 31 - 1;
const BEST = 10;
const YEARS = { first: 1870, last: 2100 };
const FIRST_DECADE = 1950;

export function filterIn(query: URLSearchParams): Filter {
  const kind = query.get("kind");
  return {
    ...yearsIn(query),
    kind: kind === "movie" || kind === "tv" ? kind : null,
    genre: numberIn(query, "genre", 0, GENRE_MOST),
    rating: numberIn(query, "rating", 1, BEST),
    order: ORDERS.find((one) => one === query.get("sort")) ?? "popular",
    hidesSeen: query.get("new") === "yes",
  };
}

/** Years that go backwards are none. */
function yearsIn(query: URLSearchParams): Years {
  const from = numberIn(query, "from", YEARS.first, YEARS.last);
  const to = numberIn(query, "to", YEARS.first, YEARS.last);
  return from !== null && to !== null && from > to ? { from: null, to: null } : { from, to };
}

function numberIn(query: URLSearchParams, name: string, least: number, most: number) {
  const said = query.get(name) ?? "";
  const number = Number(said);
  return /^\d+$/.test(said) && number >= least && number <= most ? number : null;
}

export function rowIn(query: URLSearchParams): Row | null {
  return ROWS.find((row) => row === query.get("row")) ?? null;
}

/** The address of a page with this filter, and whatever else it says. */
export function filtered(path: PagePath, filter: Filter, more: Record<string, string>): PagePath {
  const query = new URLSearchParams(more);
  const { kind, genre, from, to, rating, order, hidesSeen } = filter;
  if (kind) query.set("kind", kind);
  for (const [name, number] of Object.entries({ genre, from, to, rating }))
    if (number !== null) query.set(name, String(number));
  if (order !== "popular") query.set("sort", order);
  if (hidesSeen) query.set("new", "yes");
  const said = query.toString();
  return said === "" ? path : `${path}?${said}`;
}

export function passes(card: Card, filter: Pick<Filter, "kind" | "hidesSeen">): boolean {
  if (filter.kind !== null && card.media_type !== filter.kind) return false;
  return !filter.hidesSeen || card.seen === null;
}

/** Whether it is from then; of when nobody knows that, it is from no time in particular. */
export function isOfThen({ year }: Card, { from, to }: Years): boolean {
  if (from === null && to === null) return true;
  return year !== null && (from ?? year) <= year && year <= (to ?? year);
}

/** Whether the house is asked for less than all, or for another order. */
export function isChosen({ genre, from, to, rating, order }: Choice): boolean {
  return [genre, from, to, rating].some((one) => one !== null) || order !== "popular";
}

/** Whether it is by how good they are that titles are chosen or stand in their order. */
export function isByRating({ rating, order }: Choice): boolean {
  return rating !== null || order === "best-rated";
}

type IsOffered = (kind: MediaType, genre: number) => boolean;

/** Rows that can hold what the filter wants. */
export function rowsFor(filter: Filter, isOffered: IsOffered): readonly Row[] {
  const { kind, genre } = filter;
  if (isChosen(filter))
    return ROWS.filter((row) => {
      const holds = kindByChoice(row);
      if (holds === null || (kind ?? holds) !== holds) return false;
      return genre === null || isOffered(holds, genre);
    });
  if (kind === null) return ROWS;
  const other = kind === "movie" ? "tv" : "movies";
  return ROWS.filter((row) => !row.endsWith(other));
}

/** What a row holds of which one may choose; null for one of which one may not. */
export function kindByChoice(row: Row): MediaType | null {
  return row === "popular-movies" || row === "popular-tv" ? BY_CHOICE[row] : null;
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

/** Times to choose from, the latest first: this year, decades, and all before them. */
export function times(year: number): Years[] {
  const now = Math.floor(year / 10) * 10;
  const decades = Array.from({ length: (now - FIRST_DECADE) / 10 + 1 }, (_, at) => {
    const from = now - at * 10;
    return { from, to: from + 9 };
  });
  return [{ from: year, to: year }, ...decades, { from: null, to: FIRST_DECADE - 1 }];
}
