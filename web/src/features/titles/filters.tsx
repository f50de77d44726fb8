"use client";
/** Which titles are wanted, as choices side by side. */
import { useState } from "react";
import { useNow } from "@/browser/now";
import { Pill } from "@/look/controls/pill";
import { type Filter, filtered, ORDERS, times, type Years } from "./filter";
import { FILTER_WORDS, orderSaid, ratingSaid, yearsSaid } from "./messages";

const KINDS = [null, "movie", "tv"] as const;
const RATINGS = [null, 6, 7, 8] as const;
const ALWAYS: Years = { from: null, to: null };

/** By what else one may choose: a search knows of its titles from when they are, and no more. */
export type By = "years" | "rating" | "order";

type Props = { filter: Filter; choose: (filter: Filter) => void; by?: readonly By[] };

/** Says at once what was chosen; the address, and all that hangs on it, follow in their own time. */
export function Filters({ filter, choose, by = [] }: Props) {
  const [shown, show] = useShown(filter);
  const turn = (more: Partial<Filter>) => {
    const next = { ...shown, ...more };
    show(next);
    choose(next);
  };
  return (
    <div className="filters">
      <fieldset className="pick">
        <legend className="sr">{FILTER_WORDS.which}</legend>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={shown.kind === kind}
            onClick={() => turn({ kind })}
          >
            {FILTER_WORDS[kind ?? "all"]}
          </button>
        ))}
      </fieldset>
      <div className="opts finer">
        {by.includes("years") ? <When shown={shown} turn={turn} /> : null}
        {by.includes("rating") ? (
          <Select
            label={FILTER_WORDS.rating}
            options={withOwn(RATINGS, shown.rating)}
            chosen={shown.rating}
            said={ratingSaid}
            choose={(rating) => turn({ rating })}
          />
        ) : null}
        {by.includes("order") ? (
          <Select
            label={FILTER_WORDS.order}
            options={ORDERS}
            chosen={shown.order}
            said={orderSaid}
            choose={(order) => turn({ order })}
          />
        ) : null}
        <Pill
          type="checkbox"
          checked={shown.hidesSeen}
          onChange={(event) => turn({ hidesSeen: event.target.checked })}
        >
          {FILTER_WORDS.hideSeen}
        </Pill>
      </div>
    </div>
  );
}

function When({ shown, turn }: { shown: Filter; turn: (more: Years) => void }) {
  const year = useNow().getFullYear();
  const every = [ALWAYS, ...times(year)];
  const own = every.find(({ from, to }) => from === shown.from && to === shown.to);
  const mine = own ?? { from: shown.from, to: shown.to };
  return (
    <Select
      label={FILTER_WORDS.years}
      options={own ? every : [...every, mine]}
      chosen={mine}
      said={(years) => yearsSaid(years, year)}
      choose={turn}
    />
  );
}

type SelectProps<T> = {
  label: string;
  /** The first is the usual one. */
  options: readonly T[];
  chosen: T;
  said: (one: T) => string;
  choose: (one: T) => void;
};

/** One line of a few, as round as the pills beside it; it is told from them by its chevron. */
function Select<T>({ label, options, chosen, said, choose }: SelectProps<T>) {
  const at = options.indexOf(chosen);
  return (
    <select
      className={at > 0 ? "select round on" : "select round"}
      aria-label={label}
      value={at}
      onChange={(event) => {
        const next = options[Number(event.target.value)];
        if (next !== undefined) choose(next);
      }}
    >
      {options.map((one, index) => (
        <option key={said(one)} value={index}>
          {said(one)}
        </option>
      ))}
    </select>
  );
}

/** What an address says that nobody is offered is there, too. */
function withOwn<T>(options: readonly T[], own: T): readonly T[] {
  return options.includes(own) ? options : [...options, own];
}

/** What was chosen last, by a press here or by a way back to another address. */
export function useShown(filter: Filter): [Filter, (next: Filter) => void] {
  const said = filtered("/discover", filter, {});
  const [state, set] = useState({ said, shown: filter });
  if (state.said === said) return [state.shown, (shown) => set({ said, shown })];
  const now = { said, shown: filter };
  set(now);
  return [now.shown, (shown) => set({ said, shown })];
}
