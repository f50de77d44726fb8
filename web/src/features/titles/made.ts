/** What is told of a title beside its story; of what nobody knows nothing is. */
import { day, listed } from "@/language/figures";
import { locale } from "@/language/words";
import { MADE } from "./messages";
import type { TitlePage } from "./title";

export type Fact = { label: string; said: string };

/** A series has run somewhere; of one of which nobody knows where, and of a film, who made it is told. */
export function madeOf({ card, credits, released_on, language }: TitlePage["title"]): Fact[] {
  const isSeries = card.media_type === "tv";
  const { directors = [], creators = [], studios = [], networks = [] } = credits ?? {};
  const ran = networks.length > 0;
  return [
    fact(MADE.directors({ count: directors.length }), directors),
    fact(MADE.creators({ count: creators.length }), creators),
    fact(ran ? MADE.network : MADE.studio, ran ? networks : studios),
    fact(isSeries ? MADE.firstShown : MADE.released, [dayOf(released_on ?? "")]),
    fact(MADE.language, [languageOf(language ?? "")]),
  ].filter(({ said }) => said !== "");
}

function fact(label: string, said: readonly string[]): Fact {
  return { label, said: listed(said) };
}

/** "30 March 1999", of "1999-03-30". */
function dayOf(said: string): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(said) ?? [];
  if (date === undefined) return "";
  return day(new Date(Number(year), Number(month) - 1, Number(date)));
}

/** "Japanese", of "ja"; nothing of a code that the browser does not know. */
export function languageOf(code: string): string {
  if (!/^[a-z]{2,3}$/.test(code)) return "";
  const names = new Intl.DisplayNames([locale()], { type: "language", fallback: "none" });
  const name = names.of(code) ?? "";
  return name.charAt(0).toLocaleUpperCase(locale()) + name.slice(1);
}
