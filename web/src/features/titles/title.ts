/** Films and series as the pages know them. */
import type { Got } from "@/api/answers";

export type Card = Got<"/api/v1/search">["items"][number];
export type TitlePage = Got<"/api/v1/titles/{media_type}/{tmdb_id}">;
export type Player = NonNullable<NonNullable<TitlePage["title"]["credits"]>["cast"]>[number];
export type Season = TitlePage["title"]["seasons"][number];
export type MediaType = Card["media_type"];

export const ROWS = [
  "trending",
  "popular-movies",
  "popular-tv",
  "upcoming-movies",
  "upcoming-tv",
] as const;
export type Row = (typeof ROWS)[number];

/** What the address of the title page names; null where it names nothing that could be one. */
export function namedIn(query: URLSearchParams): { type: MediaType; id: number } | null {
  const type = query.get("type");
  const id = Number(query.get("id"));
  if ((type !== "movie" && type !== "tv") || !Number.isInteger(id) || id < 1) return null;
  return { type, id };
}

/** Seasons that can be asked for: neither here nor asked for by anybody. */
export function openSeasons(page: TitlePage): number[] {
  const asked = new Set(takenBy(page));
  if (isWholeAsked(page)) return [];
  return page.title.seasons
    .filter((season) => season.number > 0 && season.seen !== "here" && !asked.has(season.number))
    .map((season) => season.number);
}

/** Seasons that a wish which waits may be for: what it is for already, and what nobody else asked for. */
export function openTo(page: TitlePage, wish: TitlePage["requests"][number]): number[] {
  const isOther = ({ id, is_4k }: { id: string; is_4k: boolean }) =>
    id !== wish.id && is_4k === wish.is_4k;
  const without = {
    ...page,
    requests: page.requests.filter(isOther),
    of_others: page.of_others.filter(isOther),
  };
  const open = new Set([...openSeasons(without), ...wish.seasons]);
  return page.title.seasons
    .map(({ number }) => number)
    .filter((number) => number > 0 && open.has(number));
}

/** Whether the film, or the series as a whole, can still be asked for. */
export function canAsk(page: TitlePage): boolean {
  const { card } = page.title;
  if (card.media_type === "tv") return openSeasons(page).length > 0;
  return card.seen === null && !isWholeAsked(page);
}

/** The wish in which a season was asked for, if it was: rather one that is to come. */
export function wishFor(page: TitlePage, season: number): TitlePage["requests"][number] | null {
  const asked = standing(page).filter(
    ({ seasons }) => seasons.length === 0 || seasons.includes(season),
  );
  return asked.find(isToCome) ?? asked[0] ?? null;
}

/** What is like it, or goes well with it: each once, and not the title itself. */
export function moreLike({ title, recommended, similar }: TitlePage): Card[] {
  const all = [recommended, similar].flatMap((cards) => cards ?? []);
  const unlike = ({ media_type, tmdb_id }: Card) =>
    media_type !== title.card.media_type || tmdb_id !== title.card.tmdb_id;
  const byName = new Map(
    all.filter(unlike).map((one) => [`${one.media_type}-${one.tmdb_id}`, one]),
  );
  return [...byName.values()];
}

/** Where its trailer is shown; only an address of the web, whatever is said. */
export function trailerAt({ title }: TitlePage): string | null {
  const said = title.trailer_url ?? null;
  return said && /^https:\/\//.test(said) ? said : null;
}

/** Whether something of it can be watched here. */
export function isHere({ card }: TitlePage["title"]): boolean {
  return Boolean(card.library) || card.seen === "here" || card.seen === "partly here";
}

/** Whether it stands with anybody's wish. */
export function isWishedFor(page: TitlePage): boolean {
  return standing(page).length + page.of_others.length > 0;
}

/** Wishes that still count; what was declined or taken back can be asked for anew. */
export function standing(page: TitlePage): TitlePage["requests"] {
  return page.requests.filter((wish) => wish.status !== "declined" && wish.status !== "cancelled");
}

/** One's own wishes that still count. */
export function own(page: TitlePage, me: string | undefined): TitlePage["requests"] {
  return standing(page).filter((wish) => wish.requested_by === me);
}

/** The wish of somebody else that one may be told of too; null where one wished for it oneself. */
export function followable(page: TitlePage, me: string | undefined): string | null {
  const seen = standing(page).filter(isToCome);
  if (seen.some((wish) => wish.requested_by === me)) return null;
  return [...seen, ...page.of_others.filter(isToCome)][0]?.id ?? null;
}

function takenBy(page: TitlePage): number[] {
  return taken(page).flatMap((wish) => wish.seasons);
}

function isWholeAsked(page: TitlePage): boolean {
  return taken(page).some((wish) => wish.seasons.length === 0);
}

/** What has come takes nothing: it may be gone again, or have more seasons since.
 * Neither does a wish in 4K of somebody whom one need not know, from those who wish for it as usual. */
function taken(page: TitlePage): { seasons: readonly number[] }[] {
  const all = [...standing(page), ...page.of_others.filter(({ is_4k }) => !is_4k)];
  return all.filter(isToCome);
}

function isToCome({ status }: { status: string }): boolean {
  return status !== "available";
}
