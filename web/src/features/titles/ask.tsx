"use client";
/** The sheet in which one asks: how much of it, how good, a word, and what it costs. */
import { useState } from "react";
import { useQuota } from "@/features/wishes/queries";
import { Pill } from "@/look/controls/pill";
import { useTicked } from "@/look/controls/ticked";
import { ForWhom, type Who } from "./for-whom";
import { askWords, TEXT } from "./messages";
import { useAsk } from "./queries";
import { Seasons } from "./seasons";
import { isWishedFor, openSeasons, type TitlePage } from "./title";

export function Ask({ page }: { page: TitlePage }) {
  const { card } = page.title;
  const open = openSeasons(page);
  const { ticked: chosen, toggle } = useTicked(open);
  const [is4k, set4k] = useState(false);
  const [note, setNote] = useState("");
  const [forWhom, setForWhom] = useState<Who | null>(null);
  const ask = useAsk();
  const isSeries = card.media_type === "tv";
  const count = isSeries ? chosen.size : 1;
  return (
    <form
      className="sheet"
      aria-labelledby="ask"
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          media_type: card.media_type,
          tmdb_id: card.tmdb_id,
          seasons: isSeries ? [...chosen] : ("all" as const),
          is_4k: is4k,
          note: note.trim() || null,
          on_behalf_of: forWhom?.id ?? null,
        };
        ask.mutate({ body, name: forWhom?.name ?? null });
      }}
    >
      <h2 id="ask">{isWishedFor(page) || card.seen ? TEXT.askMore : TEXT.ask}</h2>
      {isSeries ? <Seasons page={page} open={open} chosen={chosen} toggle={toggle} /> : null}
      {page.may_4k ? <Picture is4k={is4k} choose={set4k} /> : null}
      <ForWhom chosen={forWhom} choose={setForWhom} />
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
      <Cost isSeries={isSeries} count={count} of={forWhom} />
      <div className="stack">
        <button type="submit" className="btn pri lg full" disabled={count === 0 || ask.isPending}>
          {ask.isPending ? TEXT.asking : askWords(card.media_type, count)}
        </button>
        <p className="xs dim">{TEXT.takeBack}</p>
      </div>
    </form>
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

type CostProps = { isSeries: boolean; count: number; of: Who | null };

/** What is used of the quota, and what would be after this; nothing where there is no limit. */
function Cost({ isSeries, count, of: who }: CostProps) {
  const quota = useQuota(who?.id).data;
  const of = isSeries ? quota?.tv : quota?.movie;
  if (!of || of.limit === null) return null;
  const limit = of.limit;
  const after = TEXT.after({ used: of.used + count, limit });
  const said = (isSeries ? TEXT.quotaSeasons : TEXT.quotaFilms)({ count: of.days });
  const pips = Array.from({ length: limit }, (_, at) =>
    at < of.used ? "u" : at < of.used + count ? "a" : "",
  );
  return (
    <div className="stack">
      <div className="flow between sm">
        <span>{who ? TEXT.quotaOf({ name: who.name, quota: said }) : said}</span>
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
