/** The seasons of a series: those that can be wished for, and how the others stand. */
import { Check, Clock } from "lucide-react";
import { seasonSaid, TEXT } from "./messages";
import { type Season, type TitlePage, wishFor } from "./title";

type Props = {
  page: TitlePage;
  /** Those of which one may choose. */
  open: readonly number[];
  chosen: ReadonlySet<number>;
  toggle: (season: number) => void;
};

export function Seasons({ page, open, chosen, toggle }: Props) {
  return (
    <fieldset>
      <legend className="sr">{TEXT.seasons}</legend>
      <div className="rows">
        {page.title.seasons
          .filter((season) => season.number > 0)
          .map((season) => (
            <SeasonRow
              key={season.number}
              season={season}
              said={
                open.includes(season.number)
                  ? null
                  : seasonSaid(season, wishFor(page, season.number))
              }
              isChosen={chosen.has(season.number)}
              toggle={() => toggle(season.number)}
            />
          ))}
      </div>
    </fieldset>
  );
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
