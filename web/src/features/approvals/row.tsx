"use client";
/** One that waits for a yes. */
import { useEffect, useRef } from "react";
import { Deeds, type Does } from "./deeds";
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
  /** What can be done with this one alone, where the panel is not beside it. */
  deeds: Does | null;
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
        {deeds ? <Deeds {...deeds} /> : null}
        <span className="xs dim num age">{age(sinceOf(waiting), now)}</span>
      </span>
    </li>
  );
}
