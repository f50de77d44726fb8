/** What comes in a file beside picture and sound: as the house has it, but for what was chosen. */
import type { Got } from "@/api/answers";

type Presets = Got<"/api/v1/downloads/presets">;
export type Extras = Required<Presets["extras"]>;
export type Category = Extras["sponsors_marked"][number];

export const SPONSORS = ["leave", "mark", "cut"] as const;
export type Sponsors = (typeof SPONSORS)[number];

/** Parts that are somebody's advertisement; what else is marked or cut is chosen by hand. */
const ADVERTISEMENTS: readonly Category[] = ["sponsor", "selfpromo", "interaction"];
const LANGUAGES_MOST = 8;
const LANGUAGES_USUAL = ["en", "de", "fr", "es", "it"] as const;

/** The house's own, with nothing left unsaid. */
export function whole(said: Presets["extras"]): Extras {
  return {
    subtitles: said.subtitles ?? [],
    sponsors_marked: said.sponsors_marked ?? [],
    sponsors_removed: said.sponsors_removed ?? [],
    chapters: said.chapters ?? true,
    thumbnail: said.thumbnail ?? false,
    tags: said.tags ?? true,
  };
}

export function sponsorsOf(extras: Extras): Sponsors {
  if (extras.sponsors_removed.length > 0) return "cut";
  return extras.sponsors_marked.length > 0 ? "mark" : "leave";
}

/** The parts that are marked or cut. */
export function categoriesOf(extras: Extras): readonly Category[] {
  return [...new Set([...extras.sponsors_removed, ...extras.sponsors_marked])];
}

export function withSponsors(extras: Extras, how: Sponsors): Extras {
  const before = categoriesOf(extras);
  return withCategories(extras, how, before.length > 0 ? before : ADVERTISEMENTS);
}

export function withCategories(
  extras: Extras,
  how: Sponsors,
  categories: readonly Category[],
): Extras {
  return {
    ...extras,
    sponsors_marked: how === "mark" ? [...categories] : [],
    sponsors_removed: how === "cut" ? [...categories] : [],
  };
}

/** The same without it, or with it. */
export function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}

/** Languages to choose from: the house's, those of whoever reads, and the usual ones. */
export function languagesFor(house: Extras, read: readonly string[]): string[] {
  const base = read.map((one) => one.split("-")[0]?.toLowerCase() ?? "");
  const known = [...house.subtitles, ...base, ...LANGUAGES_USUAL];
  return [...new Set(known)].filter((one) => /^[a-z]{2,3}(-|$)/.test(one)).slice(0, LANGUAGES_MOST);
}

/** How the house calls them, in the order in which a wish says them. */
export function sameAs(one: Extras, other: Extras): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
