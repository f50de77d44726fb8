"use client";
/** First run after the owner: one connection at a time, each tried, each of them may wait. */
import { ArrowRight, Clock3, UserPlus } from "lucide-react";
import { useState } from "react";
import { Go } from "@/browser/go";
import { DoorFrame, DoorSkeleton } from "@/features/session/frame";
import { ConnectionForm } from "@/features/settings/form";
import type { Integration, Values } from "@/features/settings/integration";
import { useTrying } from "@/features/settings/queries";
import { Steps } from "@/features/settings/steps";
import { Strand } from "@/look/progress/strand";
import { Note } from "@/look/surfaces/note";
import { TEXT } from "./messages";
import { leave, useFirstRun } from "./progress";
import { nextOf, steps } from "./step";

export function FirstRunSteps() {
  const { all, reads, standings } = useFirstRun();
  /** The step one looks at; null is the first that is open. */
  const [chosen, setChosen] = useState<number | null>(null);
  if (reads.some(({ isLoading }) => isLoading)) return <DoorSkeleton />;
  const at = chosen ?? nextOf(standings);
  const one = at === null ? undefined : all[at];
  const values = at === null ? undefined : reads[at]?.data;
  if (standings.includes("unknown") || at === null || !one || values === undefined)
    return <Ready isKnown={!standings.includes("unknown")} standings={standings} />;
  const next = () => setChosen(null);
  return (
    <DoorFrame title={one.title} lede={one.what} base={TEXT.base}>
      <Strand
        of={all.length + 1}
        at={at + 1}
        share={0.5}
        tone="going"
        label={TEXT.step({ at: at + 2, of: all.length + 1 })}
      />
      <p className="xs dim">{TEXT.step({ at: at + 2, of: all.length + 1 })}</p>
      <Step key={one.id} one={one} values={values} onKept={() => setChosen(at)} onNext={next} />
    </DoorFrame>
  );
}

type StepProps = {
  one: Integration;
  values: Values | null;
  onKept: () => void;
  onNext: () => void;
};

function Step({ one, values, onKept, onNext }: StepProps) {
  const trying = useTrying(one);
  const [isChanging, setChanging] = useState(false);
  const where = values ? one.where(values) : null;
  const later = () => {
    leave(one.id, true);
    onNext();
  };
  if (where === null || isChanging)
    return (
      <>
        <ConnectionForm
          one={one}
          values={values}
          onKept={() => {
            setChanging(false);
            leave(one.id, false);
            onKept();
            trying.mutate(null);
          }}
        />
        <div>
          <button type="button" className="btn quiet" onClick={later}>
            <Clock3 className="ic" aria-hidden="true" />
            {TEXT.later}
          </button>
        </div>
      </>
    );
  return (
    <>
      <p className="sm">{TEXT.stands({ where })}</p>
      {trying.isPending || trying.data ? (
        <Steps name={one.title} steps={trying.data ?? null} />
      ) : null}
      <div className="flow wrap">
        <button type="button" className="btn ink lg" onClick={onNext}>
          {TEXT.next}
          <ArrowRight className="ic" aria-hidden="true" />
        </button>
        <button type="button" className="btn quiet" onClick={() => trying.mutate(null)}>
          {TEXT.test}
        </button>
        <button type="button" className="btn quiet" onClick={() => setChanging(true)}>
          {TEXT.change}
        </button>
      </div>
    </>
  );
}

type ReadyProps = { isKnown: boolean; standings: ReturnType<typeof useFirstRun>["standings"] };

function Ready({ isKnown, standings }: ReadyProps) {
  const left = steps().filter((_, at) => standings[at] === "later");
  const takeUp = () => {
    for (const one of left) leave(one.id, false);
  };
  return (
    <DoorFrame title={TEXT.doneTitle} lede={TEXT.doneRest} base={TEXT.base}>
      {isKnown && left.length > 0 ? (
        <Note
          icon={Clock3}
          action={
            <button type="button" className="btn sec2 s" onClick={takeUp}>
              {TEXT.takeUp}
            </button>
          }
        >
          {TEXT.left({ titles: left.map(({ title }) => title).join(", ") })}
        </Note>
      ) : null}
      <div className="flow wrap">
        <Go className="btn ink lg" to="/people">
          <UserPlus className="ic" aria-hidden="true" />
          {TEXT.invite}
        </Go>
        <Go className="btn quiet lg" to="/">
          {TEXT.into}
        </Go>
      </div>
    </DoorFrame>
  );
}
