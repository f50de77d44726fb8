/** What the library says. */

import { capital, clock, moment, rated } from "@/language/figures";
import { words } from "@/language/words";
import type { Entry } from "./item";

export const TEXT = words("library", {
  title: "What would you like to watch?",
  rest: "All of it is here already.",
  parts: "Parts of the library",
  recent: "New",
  collections: "Collections",
  find: "Search the library",
  placeholder: "A title in the library",
  order: "Order",
  unwatched: "Not watched yet",
  failedTitle: "The library can't be shown",
  emptyTitle: "Nothing stands here yet",
  empty: "What comes into the house is shown here, the newest first.",
  toDiscover: "Wish for something",
  notFoundTitle: "Nothing here is called that",
  notFound:
    "It may not be in the house yet. Look for it among all films and series, and wish for it.",
  lookOutside: "Look for “{words}” everywhere",
  found: "{count, plural, =0 {Nothing} one {One title} other {# titles}} for “{words}”",
  unknownTitle: "This is not in the library",
  unknown: "It was taken away, or it is not shared with you.",
  back: "Library",
  watch: "Watch on Plex",
  inside: "What is in it",
  seasons: "Seasons",
  episodes: "Episodes",
  alsoNew: "Also new here",
  watchOne: "Watch on Plex: {title}",
});

export const SORT_WORDS = words("library-sorts", {
  added: "Newest first",
  title: "By title",
  released: "By release",
  year: "By year",
  rating: "Best rated",
});

const KINDS = words("library-kinds", {
  movie: "Film",
  show: "Series",
  season: "Season",
  episode: "Episode",
  collection: "Collection",
  clip: "Video",
  video: "Video",
});

const FACTS = words("library-facts", {
  kindYear: "{kind} · {year}",
  things: "{count, plural, one {# title} other {# titles}}",
  seasons: "{count, plural, one {# season} other {# seasons}}",
  episodes: "{count, plural, one {# episode} other {# episodes}}",
  minutes: "{count} min",
  today: "Today, {clock}",
});

export function kindOf(entry: Pick<Entry, "kind">): string {
  return Object.hasOwn(KINDS, entry.kind) ? KINDS[entry.kind as keyof typeof KINDS] : entry.kind;
}

/** Under a tile: "Film · 1999", "3 seasons", "12 titles". */
export function captionOf(entry: Entry): string {
  const count = entry.child_count ?? 0;
  if (entry.kind === "collection" && count > 0) return FACTS.things({ count });
  if (entry.kind === "season") return FACTS.episodes({ count });
  if (entry.kind === "episode" && entry.show_title) return entry.show_title;
  return entry.year ? FACTS.kindYear({ kind: kindOf(entry), year: entry.year }) : kindOf(entry);
}

/** Under a tile of what is new: since when it is there. */
export function newsOf(entry: Entry, now: Date): string {
  if (!entry.added_at) return captionOf(entry);
  const at = new Date(entry.added_at);
  const isToday = at.toDateString() === now.toDateString();
  return isToday ? FACTS.today({ clock: clock(at) }) : capital(moment(at, now));
}

/** Beside a title: what kind, since when, how long, how good. */
export function factsOf(entry: Entry): string[] {
  const count = entry.child_count ?? 0;
  return [
    kindOf(entry),
    entry.year ? String(entry.year) : "",
    entry.kind === "show" && count > 0 ? FACTS.seasons({ count }) : "",
    entry.kind === "season" && count > 0 ? FACTS.episodes({ count }) : "",
    entry.duration_s ? FACTS.minutes({ count: Math.round(entry.duration_s / 60) }) : "",
    entry.content_rating ?? "",
    entry.rating ? rated(entry.rating) : "",
    lines(entry.resolution),
    ...(entry.genres ?? []),
  ].filter(Boolean);
}

/** "1080" is how many lines it has; "4k" says so itself. */
function lines(resolution: string | null | undefined): string {
  return resolution && /^\d+$/.test(resolution) ? `${resolution}p` : (resolution ?? "");
}
