/** What the page of approvals says. */
import { nameOf } from "@/features/downloads/download";
import type { TitlePage } from "@/features/titles/title";
import { askedWords, named, whose } from "@/features/wishes/messages";
import { counting, length, moment, span } from "@/language/figures";
import { words } from "@/language/words";
import { askerOf, type Waiting } from "./waiting";

const GENRES_MOST = 3;

export const TEXT = words("approvals", {
  title: "Approvals",
  looking: "Looking at what waits.",
  failedTitle: "The wishes can't be shown",
  failedDownloads: "The downloads can't be shown",
  shown: "Shown",
  showMore: "Show more",
  waiting: "Waiting",
  approved: "Approved",
  declined: "Declined",
  stuck: "Stuck",
  approve: "Approve",
  decline: "Decline",
  select: "Select",
  selected: "{count} selected",
  clear: "Clear the selection",
  undo: "Undo",
  undone: "It is as it was before.",
  toldSoon: "Whoever asked is told in ten seconds.",
  told: "Whoever asked is told.",
  failed: "That did not work.",
});

const EMPTY = {
  waiting: words("approvals-none", {
    title: "Nothing waits for you",
    rest: "You will hear when the next wish comes.",
  }),
  approved: words("approvals-none-approved", {
    title: "Nothing was approved yet",
    rest: "What gets a yes is shown here, as far as it has come.",
  }),
  declined: words("approvals-none-declined", {
    title: "Nothing was declined",
    rest: "What gets a no is shown here, with its reason.",
  }),
  stuck: words("approvals-none-stuck", {
    title: "Nothing is stuck",
    rest: "What could not be fetched is shown here, to be tried again.",
  }),
};

export function emptyWords(shown: keyof typeof EMPTY): { title: string; rest: string } {
  return EMPTY[shown];
}

const GIVEN = words("reasons", {
  here: "It is already here.",
  notNow: "Not this month.",
  tooLarge: "It is too large for the disk just now.",
});

/** Reasons that are given often; the person reads exactly these words. */
export function reasons(): readonly string[] {
  return [GIVEN.here, GIVEN.notNow, GIVEN.tooLarge];
}

const HEAD = words("approvals-head", {
  wishes: "{count, plural, one {One wish waits.} other {{number} wishes wait.}}",
  downloads: "{count, plural, one {One download waits.} other {{number} downloads wait.}}",
  both: "{count, plural, other {{number} wishes and downloads wait.}}",
  none: "Nothing waits for you.",
  noneNext: "Every wish is answered.",
  oldest: "The oldest since {when}.",
});

/** The page's own sentence about what waits for a yes. */
export function headline(
  many: { wishes: number; downloads: number },
  oldest: Date | null,
  now: Date,
): { fact: string; next: string } {
  const { wishes, downloads } = many;
  const all = wishes + downloads;
  if (all === 0) return { fact: HEAD.none, next: HEAD.noneNext };
  const said = downloads === 0 ? HEAD.wishes : wishes === 0 ? HEAD.downloads : HEAD.both;
  return {
    fact: said(counting(all)),
    next: oldest ? HEAD.oldest({ when: moment(oldest, now) }) : "",
  };
}

/** "22 h", as long as it has waited. */
export function age(since: Date, now: Date): string {
  return span(since, now);
}

export const KEYS = words("approvals-keys", {
  move: "move",
  select: "select",
  approve: "approve",
  decline: "decline",
  undo: "undo",
  off: "switch off",
  on: "Switch shortcuts on",
});

const ONE = words("approvals-one", {
  film: "Film",
  series: "Series",
  in4k: "{kind} in 4K",
  video: "Video",
  from: "Video from {site}",
  playlist: "Playlist",
  videos: "{count, plural, one {Playlist, one video} other {Playlist, # videos}}",
  follow: "{count, plural, one {# follows} other {# follow}}",
});

/** "Dark, season 2", or what a video is called. */
export function titleOf(one: Waiting): string {
  switch (one.kind) {
    case "wish":
      return named(one.wish);
    case "download":
      return nameOf(one.download);
    case "playlist":
      return one.videos[0].collection_title ?? ONE.playlist;
  }
}

/** "Film in 4K · 2019 · 2 follow", "Video from videos.example · 12:30", "Playlist, 24 videos". */
export function factsOf(one: Waiting): string {
  return partsOf(one).filter(Boolean).join(" · ");
}

function partsOf(one: Waiting): string[] {
  switch (one.kind) {
    case "wish":
      return ofWish(one.wish);
    case "download":
      return ofDownload(one.download);
    case "playlist":
      return [ONE.videos({ count: one.videos.length }), one.videos[0].site ?? ""];
  }
}

function ofWish(wish: Extract<Waiting, { kind: "wish" }>["wish"]): string[] {
  const kind = wish.media_type === "movie" ? ONE.film : ONE.series;
  return [
    wish.is_4k ? ONE.in4k({ kind }) : kind,
    wish.year ? String(wish.year) : "",
    wish.followers > 0 ? ONE.follow({ count: wish.followers }) : "",
  ];
}

function ofDownload(download: Extract<Waiting, { kind: "download" }>["download"]): string[] {
  return [
    download.site ? ONE.from({ site: download.site }) : ONE.video,
    download.duration_s ? length(download.duration_s) : "",
  ];
}

export const CHOSEN = words("approvals-chosen", {
  asked: "{who} asked for it",
  reasonHead: "Decline with a reason",
  declineHead: "Decline",
  reason: "Reason",
  ownWords: "Or in words of your own",
  reads: "{by, select, you {You read} other {{who} reads}} exactly this.",
  theyRead: "They read exactly this.",
  final: "A no to a download can't be undone.",
  everybody: "everybody who asked",
  tell: "Decline and tell {by, select, you {yourself} other {{who}}}",
  drop: "Never mind",
  minutes: "{count} min",
  rated: "{rating} of 10",
  waits: "Waits since",
  more: "{count, plural, one {and one more} other {and # more}}",
  used: "{who}, in {count, plural, one {# day} other {# days}}",
  films: "{used, plural, one {# film} other {# films}}",
  filmsOf: "{limit, plural, one {{used} of # film} other {{used} of # films}}",
  seasons: "{used, plural, one {# season} other {# seasons}}",
  seasonsOf: "{limit, plural, one {{used} of # season} other {{used} of # seasons}}",
  alsoWanted: "Also wanted by",
  others: "{count, plural, one {One other} other {{number} others}}",
});

type About = Pick<TitlePage["title"], "genres" | "minutes" | "rating">;

/** "125 min · Animation · 8.5 of 10". */
export function aboutWords({ genres, minutes, rating }: About): string {
  const facts = [
    minutes ? CHOSEN.minutes({ count: minutes }) : "",
    ...genres.slice(0, GENRES_MOST),
    rating ? CHOSEN.rated({ rating: rating.toFixed(1) }) : "",
  ];
  return facts.filter(Boolean).join(" · ");
}

type Names = (id: string) => string;

/** "Ben"; "Carla, for Ben" where somebody wished on another's behalf. */
export function whoseIs(one: Waiting, names: Names): string {
  return one.kind === "wish" ? whose(one.wish, names) : names(askerOf(one));
}

/** "Ben asked for it". */
export function askedSaid(one: Waiting, names: Names): string {
  if (one.kind === "wish") return askedWords(one.wish, names);
  return CHOSEN.asked({ who: names(askerOf(one)) });
}

/** "3 of 8 seasons", "2 films" where there is no limit. */
export function usedWords(type: string, used: number, limit: number | null): string {
  const isFilm = type === "movie";
  if (limit === null) return (isFilm ? CHOSEN.films : CHOSEN.seasons)({ used });
  return (isFilm ? CHOSEN.filmsOf : CHOSEN.seasonsOf)({ used, limit });
}

const DECIDED = words("approvals-decided", {
  approvedOne: "Approved “{title}”.",
  declinedOne: "Declined “{title}”.",
  approvedMany: "Approved {count}.",
  declinedMany: "Declined {count}.",
});

/** "Approved “Dark”.", "Declined 3." */
export function decidedSaid(action: "approve" | "decline", these: readonly Waiting[]): string {
  const [only] = these;
  const count = these.length;
  if (only && count === 1) {
    const title = titleOf(only);
    return action === "approve" ? DECIDED.approvedOne({ title }) : DECIDED.declinedOne({ title });
  }
  return action === "approve" ? DECIDED.approvedMany({ count }) : DECIDED.declinedMany({ count });
}
