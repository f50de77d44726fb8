/** What the pages of titles say. */
import { Check, Clock, type LucideIcon } from "lucide-react";
import { counted } from "@/look/words";
import type { Card, Row } from "./title";

export const TEXT = {
  discover: "What would you like to see?",
  discoverNext: "The house fetches what it has not got.",
  search: "Search",
  field: "A film or a series",
  placeholder: "Search films and series",
  all: "See all",
  failedTitle: "Titles can't be shown",
  nothingTitle: "Nothing is called that",
  nothing: "Try fewer words, or another spelling.",
  unknownTitle: "There is no such title",
  unknown: "It may have been taken away. Search for it by name.",
  yourWish: "Your wish",
  wishes: "Wished for here",
  ask: "Ask for it",
  askMore: "Ask for more",
  seasons: "Seasons",
  note: "A word to whoever decides",
  optional: "Optional",
  picture: "Picture",
  hd: "HD",
  fourK: "4K",
  quotaFilms: "Films",
  quotaSeasons: "Seasons",
  takeBack: "You can take it back for ten seconds after the yes.",
  asking: "Asking …",
  asked: "Asked for.",
  askedRest: "You are told when somebody has decided.",
  approved: "It is fetched.",
  approvedRest: "You are told when it can be watched.",
  here: "In the library",
  underway: "On its way",
  partly: "A part is in the library",
} as const;

export const ROW_WORDS: Record<Row, string> = {
  trending: "What others look at",
  "popular-movies": "Films",
  "popular-tv": "Series",
  "upcoming-movies": "Films to come",
  "upcoming-tv": "Series to come",
};

/** "Film · 1999", with its state before it where it has one. */
export function captionOf(card: Card): string {
  const kind = card.media_type === "movie" ? "Film" : "Series";
  return card.year ? `${kind} · ${card.year}` : kind;
}

export function stateOf(
  card: Card,
): { icon: LucideIcon; tone: "ok" | "accent"; words: string } | undefined {
  switch (card.seen) {
    case "here":
      return { icon: Check, tone: "ok", words: TEXT.here };
    case "partly here":
      return { icon: Check, tone: "accent", words: TEXT.partly };
    case "underway":
      return { icon: Clock, tone: "accent", words: TEXT.underway };
    case null:
      return undefined;
  }
}

export function found(count: number, words: string): string {
  if (count === 0) return `Nothing is called “${words}”.`;
  return `${counted(count, "title", "titles")} for “${words}”.`;
}

/** "Ask for 2 seasons", "Ask for the film". */
export function askWords(type: Card["media_type"], seasons: number): string {
  if (type === "movie") return "Ask for the film";
  return `Ask for ${seasons} ${seasons === 1 ? "season" : "seasons"}`;
}
