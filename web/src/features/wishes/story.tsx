"use client";
/** The story of one wish: what happened, who did it, and what is to come. */
import { Why } from "@/features/events/why";
import { moment } from "@/language/figures";
import { storyOf } from "./happened";
import { useTimeline } from "./queries";
import type { Wish } from "./wish";

/** Steps that somebody could question: where it stands, where it waits, where it ended. */
const ASKED: ReadonlySet<string> = new Set(["n", "w", "x"]);

type Props = { wish: Wish; now: Date; names: (id: string) => string };

export function Story({ wish, now, names }: Props) {
  const timeline = useTimeline(wish.id);
  const steps = storyOf(wish, timeline.data?.items ?? [], names, now);
  return (
    <ol className="story">
      {steps.map((step) => (
        <li key={step.key} className={step.kind}>
          <i aria-hidden="true" />
          <b>{step.fact}</b>
          {step.at ? <time dateTime={step.at}>{moment(new Date(step.at), now)}</time> : <span />}
          {step.rest ? <p>{step.rest}</p> : null}
          {ASKED.has(step.kind) ? (
            <p>
              <Why service="requests" stream={`request-${wish.id}`} of={step.fact} />
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
