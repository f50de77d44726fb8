"use client";
/** Genres of what there is to wish for, as choices side by side; those that few look for after a press. */
import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { Pill } from "@/look/controls/pill";
import type { Filter } from "./filter";
import { useShown } from "./filters";
import { useGenres } from "./genres-read";
import { FILTER_WORDS } from "./messages";

const FIRST = 8;

type Props = { filter: Filter; choose: (filter: Filter) => void };

export function Genres({ filter, choose }: Props) {
  const name = useId();
  const { all } = useGenres(filter.kind);
  const [shown, show] = useShown(filter);
  const [isWhole, setWhole] = useState(false);
  if (all.length === 0) return null;
  // What is chosen is always seen.
  const few = all.filter(({ id }, at) => at < FIRST || id === shown.genre);
  const options = [{ id: null, name: FILTER_WORDS.everyGenre }, ...(isWhole ? all : few)];
  const Chevron = isWhole ? ChevronUp : ChevronDown;
  return (
    <fieldset className="opts genres mt-4">
      <legend className="sr">{FILTER_WORDS.genre}</legend>
      {options.map((genre) => (
        <Pill
          key={genre.id}
          type="radio"
          name={name}
          checked={shown.genre === genre.id}
          onChange={() => {
            const next = { ...filter, genre: genre.id };
            show(next);
            choose(next);
          }}
        >
          {genre.name}
        </Pill>
      ))}
      {all.length > FIRST ? (
        <button
          type="button"
          className="btn quiet s"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? FILTER_WORDS.fewer : FILTER_WORDS.more}
          <Chevron className="ic" aria-hidden="true" />
        </button>
      ) : null}
    </fieldset>
  );
}
