/** What stands in the library, as the pages know it. */
import type { Got } from "@/api/answers";
import type { PagePath } from "@/browser/go";

export type Entry = Got<"/api/v1/library/recent">["items"][number];
export type Whole = Got<"/api/v1/library/items/{rating_key}">;
export type Section = Got<"/api/v1/library/sections">["items"][number];

export const SORTS = ["title", "added", "released", "year", "rating"] as const;
export type Sort = (typeof SORTS)[number];

/** What the address of the library says: where one looks, by which words, and in which order. */
export type Look = { section: string | null; words: string; sort: Sort; unwatched: boolean };

export function lookIn(query: URLSearchParams): Look {
  const sort = SORTS.find((one) => one === query.get("sort")) ?? "added";
  return {
    section: query.get("in"),
    words: query.get("query")?.trim() ?? "",
    sort,
    unwatched: query.get("unwatched") === "yes",
  };
}

/** The address of a look; what is as usual is not said. */
export function pathOf(look: Look): PagePath {
  const query = new URLSearchParams();
  if (look.section) query.set("in", look.section);
  if (look.words) query.set("query", look.words);
  if (look.sort !== "added") query.set("sort", look.sort);
  if (look.unwatched) query.set("unwatched", "yes");
  const said = query.toString();
  return said === "" ? "/library" : `/library?${said}`;
}

export function itemPath(entry: Pick<Entry, "id">): PagePath {
  return `/library/item?key=${encodeURIComponent(entry.id)}`;
}

/** Where its picture is, if it has one. */
export function pictureOf(of: { image?: string | null }): string | null {
  return of.image ? `/api/v1/images/${of.image}` : null;
}

/** What opens it where it can be watched; only an address of the web, whatever is said. */
export function watchAt(entry: Pick<Entry, "deep_link">): string | null {
  const said = entry.deep_link ?? null;
  return said && /^https:\/\//.test(said) ? said : null;
}
