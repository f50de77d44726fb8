"use client";
/** The story of one wish: what happened, who did it, and what is to come. */
import { moment } from "@/look/words";
import { storyOf } from "./happened";
import { useTimeline } from "./queries";
import type { Wish } from "./wish";

type Props = { wish: Wish; now: Date; names: (id: string) => string };

export function Story({ wish, now, names }: Props) {
  const timeline = useTimeline(wish.id);
  const steps = storyOf(wish, timeline.data?.items ?? [], names);
  return (
    <ol className="story">
      {steps.map((step) => (
        <li key={step.key} className={step.kind}>
          <i aria-hidden="true" />
          <b>{step.fact}</b>
          {step.at ? <time dateTime={step.at}>{moment(new Date(step.at), now)}</time> : <span />}
          {step.rest ? <p>{step.rest}</p> : null}
        </li>
      ))}
    </ol>
  );
}
