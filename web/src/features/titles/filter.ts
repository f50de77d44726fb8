/** What the address says of which titles are wanted; what is as usual is not said. */
import type { PagePath } from "@/browser/go";
import { type Card, type MediaType, ROWS, type Row } from "./title";

export type Filter = { kind: MediaType | null; hidesSeen: boolean };

export function filterIn(query: URLSearchParams): Filter {
  const kind = query.get("kind");
  return {
    kind: kind === "movie" || kind === "tv" ? kind : null,
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
  if (filter.hidesSeen) query.set("new", "yes");
  const said = query.toString();
  return said === "" ? path : `${path}?${said}`;
}

export function passes(card: Card, filter: Filter): boolean {
  if (filter.kind !== null && card.media_type !== filter.kind) return false;
  return !filter.hidesSeen || card.seen === null;
}

/** Rows that can hold what the filter wants. */
export function rowsFor(filter: Filter): readonly Row[] {
  if (filter.kind === null) return ROWS;
  const other = filter.kind === "movie" ? "tv" : "movies";
  return ROWS.filter((row) => !row.endsWith(other));
}
