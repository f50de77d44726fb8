/** What the pages of titles say. */
import { Check, Clock, type LucideIcon } from "lucide-react";
import { seasonsWords } from "@/features/wishes/messages";
import { type Stage, stageOf, type Wish } from "@/features/wishes/wish";
import { capital, count, rated } from "@/language/figures";
import { words } from "@/language/words";
import type { Order, Years } from "./filter";
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
  cast: "Who plays in it",
  aboutFilm: "About the film",
  aboutSeries: "About the series",
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
  captionRated: "{caption} · {rating}",
  minutes: "{count} min",
  seasonCount: "{count, plural, one {# season} other {# seasons}}",
  none: "Nothing is called “{words}”.",
  found: "{count, plural, one {One title} other {{number} titles}} for “{words}”.",
  askFilm: "Ask for the film",
  askSeasons: "Ask for {count, plural, one {# season} other {# seasons}}",
});

export const MADE = words("made", {
  directors: "{count, plural, one {Director} other {Directors}}",
  creators: "{count, plural, one {Creator} other {Creators}}",
  studio: "Studio",
  network: "Shown by",
  released: "Released",
  firstShown: "First shown",
  language: "Original language",
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
  years: "Years",
  always: "Any year",
  thisYear: "This year",
  decade: "{year}s",
  before: "Before {year}",
  since: "Since {year}",
  between: "{from} to {to}",
  rating: "Rating",
  anyRating: "Any rating",
  atLeast: "{rating} and up",
  order: "Order",
  popular: "Popular first",
  newest: "Newest first",
  "best-rated": "Best rated first",
  more: "More",
  fewer: "Fewer",
  ofGenre: "{row}: {genre}",
});

/** "1990s", "This year", "Before 1950", "1994 to 1999". */
export function yearsSaid({ from, to }: Years, thisYear: number): string {
  if (from === null)
    return to === null ? FILTER_WORDS.always : FILTER_WORDS.before({ year: to + 1 });
  if (to === null) return FILTER_WORDS.since({ year: from });
  if (from === to) return from === thisYear ? FILTER_WORDS.thisYear : String(from);
  if (from % 10 === 0 && to === from + 9) return FILTER_WORDS.decade({ year: from });
  return FILTER_WORDS.between({ from, to });
}

/** "7 and up". */
export function ratingSaid(rating: number | null): string {
  return rating === null ? FILTER_WORDS.anyRating : FILTER_WORDS.atLeast({ rating });
}

export function orderSaid(order: Order): string {
  return FILTER_WORDS[order];
}

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

/** "Film · 1999"; with how good it is where that was asked for: "Film · 1999 · 8.8". */
export function captionOf(card: Card, saysRating = false): string {
  const kind = kindOf(card);
  const caption = card.year ? TEXT.kindYear({ kind, year: card.year }) : kind;
  if (!saysRating || !card.rating) return caption;
  return TEXT.captionRated({ caption, rating: card.rating.toFixed(1) });
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
