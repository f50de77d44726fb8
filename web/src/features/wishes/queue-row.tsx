"use client";
/** One wish that waits for a yes. */
import { useEffect, useRef } from "react";
import { pictureOf } from "@/features/library/item";
import { Poster } from "@/look/art/poster";
import { age, named, QUEUE, TEXT } from "./messages";
import type { Wish } from "./wish";

type Props = {
  wish: Wish;
  by: string;
  now: Date;
  isCurrent: boolean;
  isSelected: boolean;
  toggle: () => void;
  choose: () => void;
  approve: () => void;
  decline: () => void;
};

export function QueueRow(props: Props) {
  const { wish, by, now, isCurrent, isSelected } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const title = named(wish);
  const classes = ["q", isSelected ? "sel" : "", isCurrent ? "cur" : ""];
  return (
    <li
      ref={row}
      className={classes.filter(Boolean).join(" ")}
      aria-current={isCurrent ? "true" : undefined}
    >
      <input
        type="checkbox"
        className="check"
        checked={isSelected}
        aria-label={`${TEXT.select} ${title}`}
        onChange={props.toggle}
      />
      <Poster title={wish.title ?? ""} picture={pictureOf(wish)} size="s" />
      <button type="button" className="grow" onClick={props.choose}>
        <span className="nm clip">{title}</span>
        <span className="xs soft num">
          {by} <span className="dim">· {kindOf(wish)}</span>
        </span>
        {wish.note ? <span className="xs soft clip">“{wish.note}”</span> : null}
      </button>
      <span className="act">
        {isCurrent ? (
          <>
            <button type="button" className="btn pri s" onClick={props.approve}>
              {TEXT.approve}
              <kbd className="max-narrow:hidden">A</kbd>
            </button>
            <button type="button" className="btn sec2 s" onClick={props.decline}>
              {TEXT.decline}
              <kbd className="max-narrow:hidden">D</kbd>
            </button>
          </>
        ) : (
          <span className="xs dim num max-narrow:hidden">
            {age(new Date(wish.created_at), now)}
          </span>
        )}
      </span>
    </li>
  );
}

/** "Film in 4K · 2019 · 2 follow". */
function kindOf(wish: Wish): string {
  const kind = wish.media_type === "movie" ? QUEUE.film : QUEUE.series;
  return [
    wish.is_4k ? QUEUE.in4k({ kind }) : kind,
    wish.year ? String(wish.year) : "",
    wish.followers > 0 ? QUEUE.follow({ count: wish.followers }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
