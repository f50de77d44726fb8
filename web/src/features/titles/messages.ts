/** What the pages of titles say. */
import { Check, Clock, type LucideIcon } from "lucide-react";
import { seasonsWords } from "@/features/wishes/messages";
import { type Stage, stageOf, type Wish } from "@/features/wishes/wish";
import { capital, count, rated } from "@/language/figures";
import { words } from "@/language/words";
import type { Card, Row, Season, TitlePage } from "./title";

export const TEXT = words("titles", {
  discover: "What would you like to see?",
  discoverNext: "The house fetches what it has not got.",
  search: "Search",
  field: "A film or a series",
  placeholder: "Search films and series",
  all: "See all",
  back: "Discover",
  failedTitle: "Titles can't be shown",
  nothingTitle: "Nothing is called that",
  nothing: "Try fewer words, or another spelling.",
  noneLeftTitle: "Nothing is left of it",
  noneLeft: "What there is does not pass your filter.",
  unknownTitle: "There is no such title",
  unknown: "It may have been taken away. Search for it by name.",
  yourWish: "Your wish",
  yourWishFor: "Your wish for {seasons}",
  wishes: "Wished for here",
  others: "Somebody wished for it already.",
  othersSeasons: "Somebody wished for {seasons} already.",
  othersRest: "Follow it, and you are told when it can be watched.",
  follow: "Follow",
  following: "You follow it",
  watch: "Watch on Plex",
  seeHere: "See it in the library",
  trailer: "Trailer",
  moreLike: "More like this",
  ask: "Ask for it",
  askMore: "Ask for more",
  seasons: "Seasons",
  episodes: "{count, plural, one {# episode} other {# episodes}}",
  note: "A word to whoever decides",
  optional: "Optional",
  picture: "Picture",
  hd: "HD",
  fourK: "4K",
  askedForRest: "{name} is told when somebody has decided.",
  approvedForRest: "{name} is told when it can be watched.",
  quotaOf: "{name}: {quota}",
  quotaFilms: "Films in {count, plural, one {# day} other {# days}}",
  quotaSeasons: "Seasons in {count, plural, one {# day} other {# days}}",
  after: "{used} of {limit} after this",
  takeBack: "You can take it back for ten seconds after the yes.",
  asking: "Asking …",
  asked: "Asked for.",
  askedRest: "You are told when somebody has decided.",
  approved: "It is fetched.",
  approvedRest: "You are told when it can be watched.",
  here: "In the library",
  underway: "On its way",
  waiting: "Waits for a yes",
  partly: "A part is in the library",
  film: "Film",
  series: "Series",
  kindYear: "{kind} · {year}",
  minutes: "{count} min",
  seasonCount: "{count, plural, one {# season} other {# seasons}}",
  none: "Nothing is called “{words}”.",
  found: "{count, plural, one {One title} other {{number} titles}} for “{words}”.",
  askFilm: "Ask for the film",
  askSeasons: "Ask for {count, plural, one {# season} other {# seasons}}",
});

export const FOR_WHOM = words("for-whom", {
  label: "For whom",
  chosen: "For whom: {name}",
  me: "Me",
  find: "Find somebody",
  looking: "Looking at who lives here.",
  none: "Nobody here is called that.",
  failed: "Nobody can be looked up just now.",
  more: "Type a name to find others.",
});

const SEASON = words("seasons", {
  waiting: "Waits for a yes",
  approved: "Approved",
  underway: "On its way",
  stuck: "It waits",
  failed: "It did not come",
  here: "In the library",
  others: "Asked for already",
});

/** What others wished for of a title: all of it, or some of its seasons. */
export function othersSaid(wishes: readonly { seasons: readonly number[] }[]): string {
  if (wishes.some(({ seasons }) => seasons.length === 0)) return TEXT.others;
  const seasons = new Set(wishes.flatMap((wish) => wish.seasons));
  return TEXT.othersSeasons({ seasons: seasonsWords([...seasons]) });
}

/** How a season stands that can't be asked for: as its wish does, if it is not here already. */
export function seasonSaid(season: Season, wish: Wish | null): string {
  if (season.seen === "here") return SEASON.here;
  // Taken, and by no wish that one sees.
  if (wish === null) return SEASON.others;
  const stage = stageOf(wish);
  switch (stage.kind) {
    case "waiting":
    case "approved":
    case "stuck":
    case "failed":
    case "here":
      return SEASON[stage.kind];
    case "on-its-way":
    case "partly-here":
    case "declined":
    case "taken-back":
    case "unknown":
      return SEASON.underway;
  }
}

export const FILTER_WORDS = words("filters", {
  which: "Which titles",
  all: "All",
  movie: "Films",
  tv: "Series",
  hideSeen: "Not here yet",
  genre: "Genre",
  everyGenre: "All genres",
  more: "More",
  fewer: "Fewer",
  ofGenre: "{row}: {genre}",
});

export const ROW_WORDS: Record<Row, string> = words("rows", {
  trending: "What others look at",
  "popular-movies": "Films",
  "popular-tv": "Series",
  "upcoming-movies": "Films to come",
  "upcoming-tv": "Series to come",
});

/** "Films", "Films: Comedy". */
export function rowNamed(row: Row, genre: string | undefined): string {
  return genre ? FILTER_WORDS.ofGenre({ row: ROW_WORDS[row], genre }) : ROW_WORDS[row];
}

/** "Film · 1999", with its state before it where it has one. */
export function captionOf(card: Card): string {
  const kind = kindOf(card);
  return card.year ? TEXT.kindYear({ kind, year: card.year }) : kind;
}

/** Beside a title: what kind, since when, how long, how good. */
export function factsOf({ card, genres, minutes, rating, seasons }: TitlePage["title"]): string[] {
  return [
    kindOf(card),
    card.year ? String(card.year) : "",
    minutes ? TEXT.minutes({ count: minutes }) : "",
    seasons.length > 0 ? TEXT.seasonCount({ count: seasons.length }) : "",
    rating ? rated(rating) : "",
    ...genres,
  ].filter(Boolean);
}

export function kindOf(card: Pick<Card, "media_type">): string {
  return card.media_type === "movie" ? TEXT.film : TEXT.series;
}

type State = { icon: LucideIcon; tone: "ok" | "accent" | "warn"; words: string };

/** What is true of a title here; where the house has nothing of it yet, how one's own wish stands. */
export function stateOf(card: Card, mine: Stage | null): State | undefined {
  switch (card.seen) {
    case "here":
      return { icon: Check, tone: "ok", words: TEXT.here };
    case "partly here":
      return { icon: Check, tone: "accent", words: TEXT.partly };
    case "underway":
      return { icon: Clock, tone: "accent", words: TEXT.underway };
    case null:
      return mine ? wishedFor(mine) : undefined;
  }
}

function wishedFor(stage: Stage): State | undefined {
  switch (stage.kind) {
    case "waiting":
      return { icon: Clock, tone: "warn", words: TEXT.waiting };
    case "approved":
    case "on-its-way":
    case "partly-here":
    case "stuck":
      return { icon: Clock, tone: "accent", words: TEXT.underway };
    case "failed":
    case "here":
    case "declined":
    case "taken-back":
    case "unknown":
      return undefined;
  }
}

export function found(many: number, said: string): string {
  if (many === 0) return TEXT.none({ words: said });
  return TEXT.found({ count: many, number: capital(count(many)), words: said });
}

/** "Your wish", "Your wish for season 1". */
export function yourWish(seasons: readonly number[]): string {
  return seasons.length === 0
    ? TEXT.yourWish
    : TEXT.yourWishFor({ seasons: seasonsWords(seasons) });
}

/** What was asked for, and who hears of it; `name` where it was for somebody else. */
export function askedSaid(
  isApproved: boolean,
  name: string | null,
): { fact: string; rest: string } {
  const fact = isApproved ? TEXT.approved : TEXT.asked;
  if (name === null) return { fact, rest: isApproved ? TEXT.approvedRest : TEXT.askedRest };
  return { fact, rest: (isApproved ? TEXT.approvedForRest : TEXT.askedForRest)({ name }) };
}

/** "Ask for 2 seasons", "Ask for the film". */
export function askWords(type: Card["media_type"], seasons: number): string {
  return type === "movie" ? TEXT.askFilm : TEXT.askSeasons({ count: seasons });
}
