"use client";
/** The sheet in which one asks: how much of it, how good, a word, and what it costs. */
import { Check, Clock } from "lucide-react";
import { useState } from "react";
import { useQuota } from "@/features/wishes/queries";
import { Pill } from "@/look/controls/pill";
import { useTicked } from "@/look/controls/ticked";
import { askWords, seasonSaid, TEXT } from "./messages";
import { useAsk } from "./queries";
import { isWishedFor, openSeasons, type Season, type TitlePage, wishFor } from "./title";

export function Ask({ page }: { page: TitlePage }) {
  const { card, seasons } = page.title;
  const open = openSeasons(page);
  const { ticked: chosen, toggle } = useTicked(open);
  const [is4k, set4k] = useState(false);
  const [note, setNote] = useState("");
  const ask = useAsk();
  const isSeries = card.media_type === "tv";
  const count = isSeries ? chosen.size : 1;
  return (
    <form
      className="sheet"
      aria-labelledby="ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({
          media_type: card.media_type,
          tmdb_id: card.tmdb_id,
          seasons: isSeries ? [...chosen] : "all",
          is_4k: is4k,
          note: note.trim() || null,
        });
      }}
    >
      <h2 id="ask">{isWishedFor(page) || card.seen ? TEXT.askMore : TEXT.ask}</h2>
      {isSeries ? (
        <fieldset>
          <legend className="sr">{TEXT.seasons}</legend>
          <div className="rows">
            {seasons
              .filter((season) => season.number > 0)
              .map((season) => (
                <SeasonRow
                  key={season.number}
                  season={season}
                  said={open.includes(season.number) ? null : saidOf(season, page)}
                  isChosen={chosen.has(season.number)}
                  toggle={() => toggle(season.number)}
                />
              ))}
          </div>
        </fieldset>
      ) : null}
      {page.may_4k ? <Picture is4k={is4k} choose={set4k} /> : null}
      <label className="label">
        {TEXT.note}
        <span className="field">
          <input
            value={note}
            maxLength={500}
            placeholder={TEXT.optional}
            onChange={(event) => setNote(event.target.value)}
          />
        </span>
      </label>
      <Cost isSeries={isSeries} count={count} />
      <div className="stack">
        <button type="submit" className="btn pri lg full" disabled={count === 0 || ask.isPending}>
          {ask.isPending ? TEXT.asking : askWords(card.media_type, count)}
        </button>
        <p className="xs dim">{TEXT.takeBack}</p>
      </div>
    </form>
  );
}

function saidOf(season: Season, page: TitlePage): string {
  return seasonSaid(season, wishFor(page, season.number));
}

type RowProps = {
  season: Season;
  /** How it stands, where it can't be asked for. */
  said: string | null;
  isChosen: boolean;
  toggle: () => void;
};

function SeasonRow({ season, said, isChosen, toggle }: RowProps) {
  const words = (
    <span>
      <b>{season.name}</b>
      <br />
      <span className="xs dim">{TEXT.episodes({ count: season.episodes })}</span>
    </span>
  );
  if (said !== null)
    return (
      <div className="season">
        {season.seen === "here" ? (
          <Check className="ic t-ok" aria-hidden="true" />
        ) : (
          <Clock className="ic t-accent" aria-hidden="true" />
        )}
        {words}
        <span className="xs soft">{said}</span>
      </div>
    );
  return (
    <label className="season">
      <input type="checkbox" className="check" checked={isChosen} onChange={toggle} />
      {words}
    </label>
  );
}

function Picture({ is4k, choose }: { is4k: boolean; choose: (is4k: boolean) => void }) {
  return (
    <fieldset>
      <legend className="label">{TEXT.picture}</legend>
      <div className="opts">
        {([false, true] as const).map((each) => (
          <Pill
            key={String(each)}
            type="radio"
            name="picture"
            checked={is4k === each}
            onChange={() => choose(each)}
          >
            {each ? TEXT.fourK : TEXT.hd}
          </Pill>
        ))}
      </div>
    </fieldset>
  );
}

/** What is used of the quota, and what would be after this; nothing where there is no limit. */
function Cost({ isSeries, count }: { isSeries: boolean; count: number }) {
  const quota = useQuota().data;
  const of = isSeries ? quota?.tv : quota?.movie;
  if (!of || of.limit === null) return null;
  const limit = of.limit;
  const after = TEXT.after({ used: of.used + count, limit });
  const pips = Array.from({ length: limit }, (_, at) =>
    at < of.used ? "u" : at < of.used + count ? "a" : "",
  );
  return (
    <div className="stack">
      <div className="flow between sm">
        <span>{(isSeries ? TEXT.quotaSeasons : TEXT.quotaFilms)({ count: of.days })}</span>
        <span className="num">{after}</span>
      </div>
      <div className="pips" role="img" aria-label={after}>
        {pips.map((pip, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pip is nothing but its place
          <i key={at} className={pip} />
        ))}
      </div>
    </div>
  );
}
