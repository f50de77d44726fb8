"use client";
/** Which titles are wanted, as choices side by side. */
import { useId } from "react";
import type { Filter } from "./filter";
import { FILTER_WORDS } from "./messages";

const KINDS = [null, "movie", "tv"] as const;

export function Filters({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) {
  const id = useId();
  return (
    <div className="filters">
      <fieldset className="pick">
        <legend className="sr">{FILTER_WORDS.which}</legend>
        {KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={filter.kind === kind}
            onClick={() => choose({ ...filter, kind })}
          >
            {FILTER_WORDS[kind ?? "all"]}
          </button>
        ))}
      </fieldset>
      <label className="flow sm" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          className="check"
          checked={filter.hidesSeen}
          onChange={(event) => choose({ ...filter, hidesSeen: event.target.checked })}
        />
        {FILTER_WORDS.hideSeen}
      </label>
    </div>
  );
}
