"use client";
/** Which titles are wanted, as choices side by side. */
import { useState } from "react";
import { Pill } from "@/look/controls/pill";
import type { Filter } from "./filter";
import { FILTER_WORDS } from "./messages";

const KINDS = [null, "movie", "tv"] as const;

type Props = { filter: Filter; choose: (filter: Filter) => void };

/** Says at once what was chosen; the address, and all that hangs on it, follow in their own time. */
export function Filters({ filter, choose }: Props) {
  const [shown, show] = useShown(filter);
  const turn = (next: Filter) => {
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
            onClick={() => turn({ ...shown, kind })}
          >
            {FILTER_WORDS[kind ?? "all"]}
          </button>
        ))}
      </fieldset>
      <Pill
        type="checkbox"
        checked={shown.hidesSeen}
        onChange={(event) => turn({ ...shown, hidesSeen: event.target.checked })}
      >
        {FILTER_WORDS.hideSeen}
      </Pill>
    </div>
  );
}

/** What was chosen last, by a press here or by a way back to another address. */
export function useShown(filter: Filter): [Filter, (next: Filter) => void] {
  const said = `${filter.kind} ${filter.genre} ${filter.hidesSeen}`;
  const [state, set] = useState({ said, shown: filter });
  if (state.said === said) return [state.shown, (shown) => set({ said, shown })];
  const now = { said, shown: filter };
  set(now);
  return [now.shown, (shown) => set({ said, shown })];
}
