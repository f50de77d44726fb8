"use client";
/** One that waits for a yes. */
import { useEffect, useRef } from "react";
import { age, factsOf, TEXT, titleOf } from "./messages";
import { Picture } from "./picture";
import { sinceOf, type Waiting } from "./waiting";

type Props = {
  waiting: Waiting;
  by: string;
  now: Date;
  isCurrent: boolean;
  isSelected: boolean;
  toggle: () => void;
  choose: () => void;
  /** What can be done with this one alone. */
  deeds: { approve: () => void; decline: () => void } | null;
};

export function QueueRow(props: Props) {
  const { waiting, by, now, isCurrent, isSelected, deeds } = props;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const title = titleOf(waiting);
  const note = waiting.kind === "wish" ? waiting.wish.note : null;
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
      <Picture of={waiting} size="s" />
      <button type="button" className="grow" onClick={props.choose}>
        <span className="nm clip">{title}</span>
        <span className="xs soft num">
          {by}{" "}
          <span className="dim">
            · {factsOf(waiting)}
            <span className="narrow:hidden whitespace-nowrap"> · {age(sinceOf(waiting), now)}</span>
          </span>
        </span>
        {note ? <span className="xs soft clip">“{note}”</span> : null}
      </button>
      <span className="act">
        {deeds ? (
          <>
            <button type="button" className="btn pri s" onClick={deeds.approve}>
              {TEXT.approve}
              <kbd className="max-narrow:hidden">A</kbd>
            </button>
            <button type="button" className="btn sec2 s" onClick={deeds.decline}>
              {TEXT.decline}
              <kbd className="max-narrow:hidden">D</kbd>
            </button>
          </>
        ) : (
          <span className="xs dim num max-narrow:hidden">{age(sinceOf(waiting), now)}</span>
        )}
      </span>
    </li>
  );
}
