"use client";
/** A trial, step by step: each with what was found, and with what to look at where it stopped. */
import { Check, CircleCheck, CircleX, X } from "lucide-react";
import { allWell, type Step } from "./integration";
import { stepSaid, TEXT } from "./messages";

const SHAPES = ["a", "b", "c"] as const;

/** `steps` is null while the test runs. */
export function Steps({ name, steps }: { name: string; steps: readonly Step[] | null }) {
  if (steps === null)
    return (
      <div className="tried" role="status" aria-busy="true" aria-label={TEXT.testing}>
        {SHAPES.map((shape) => (
          <span key={shape} className={`sk line w-${shape}`} />
        ))}
      </div>
    );
  return (
    <div className="tried" role="status" aria-label={TEXT.steps({ name })}>
      <ol>
        {steps.map((step) => (
          <li key={step.name} className={step.ok ? "ok" : "bad"}>
            {step.ok ? (
              <Check className="ic" aria-hidden="true" />
            ) : (
              <X className="ic" aria-hidden="true" />
            )}
            <div>
              <b>{stepSaid(step)}</b>
              {step.said ? <span className="soft"> {step.said}</span> : null}
              {step.hint && !step.ok ? <p>{step.hint}</p> : null}
            </div>
          </li>
        ))}
      </ol>
      <p className="flow">
        {allWell(steps) ? (
          <>
            <CircleCheck className="ic t-ok" aria-hidden="true" /> {TEXT.allWell}
          </>
        ) : (
          <>
            <CircleX className="ic t-bad" aria-hidden="true" />
            {steps.length === 0 ? TEXT.nothingTried : TEXT.stopped}
          </>
        )}
      </p>
    </div>
  );
}
