"use client";
/** First run after the owner: one connection at a time, each tried, each of them may wait. */
import { ArrowRight, CircleAlert, Clock3, UserPlus } from "lucide-react";
import { useState } from "react";
import { Go } from "@/browser/go";
import { DoorFrame, DoorSkeleton } from "@/features/session/frame";
import { TEXT as DOOR } from "@/features/session/messages";
import { Refusal } from "@/features/session/refusal";
import { ConnectionForm } from "@/features/settings/form";
import type { Integration, Values } from "@/features/settings/integration";
import { ServersOwner } from "@/features/settings/owner";
import { useTrying } from "@/features/settings/queries";
import { Steps } from "@/features/settings/steps";
import { Strand } from "@/look/progress/strand";
import { Note } from "@/look/surfaces/note";
import { TEXT } from "./messages";
import { leave, see, useFirstRun } from "./progress";
import { nextOf, steps } from "./step";

export function FirstRunSteps() {
  const { all, reads, standings } = useFirstRun();
  /** The step one looks at: it stays, also once it is done, until one goes on. */
  const [held, hold] = useState<number | null>(null);
  if (reads.some(({ isLoading }) => isLoading)) return <DoorSkeleton lede={DOOR.readingRest} />;
  const at = held ?? nextOf(standings);
  if (at !== held) hold(at);
  const one = at === null ? undefined : all[at];
  const values = at === null ? undefined : reads[at]?.data;
  if (at === null || !one || values === undefined) return <Ready standings={standings} />;
  const next = () => hold(null);
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
      <Step key={one.id} one={one} values={values} onNext={next} />
    </DoorFrame>
  );
}

type StepProps = {
  one: Integration;
  values: Values | null;
  onNext: () => void;
};

function Step({ one, values, onNext }: StepProps) {
  const trying = useTrying(one);
  const where = values ? one.where(values) : null;
  const told = values ? (one.told?.(values) ?? null) : null;
  // It stays open until what was kept is heard of: then it is tried.
  const [isOpen, setOpen] = useState(where === null);
  const later = () => {
    leave(one.id, true);
    onNext();
  };
  if (one.missingSaid !== undefined)
    return <Looked one={one} where={where} onLater={later} onNext={onNext} />;
  if (where === null || isOpen)
    return (
      <>
        {told ? <p className="sm soft path">{told.said}</p> : null}
        {one.aside ? <one.aside /> : null}
        {values && one.hasOwner ? <ServersOwner values={values} back="/setup" /> : null}
        <ConnectionForm
          one={one}
          values={values}
          onKept={() => {
            setOpen(false);
            leave(one.id, false);
            trying.mutate(null);
          }}
        />
        <div>
          <Later onLater={later} />
        </div>
      </>
    );
  return (
    <>
      <p className="sm">{TEXT.stands({ where })}</p>
      {one.aside ? <one.aside /> : null}
      {trying.isError ? <Refusal error={trying.error} /> : null}
      {trying.isPending || trying.data ? (
        <Steps name={one.title} steps={trying.data ?? null} />
      ) : null}
      <div className="flow wrap">
        <button type="button" className="btn ink lg" onClick={onNext}>
          {TEXT.next}
          <ArrowRight className="ic" aria-hidden="true" />
        </button>
        <button type="button" className="btn quiet" onClick={() => trying.mutate(null)}>
          {TEXT.testAgain}
        </button>
        <button type="button" className="btn quiet" onClick={() => setOpen(true)}>
          {TEXT.change}
        </button>
      </div>
    </>
  );
}

type LookedProps = {
  one: Integration;
  where: string | null;
  onLater: () => void;
  onNext: () => void;
};

/** A step that is set where the house runs: it is looked at and tried, and needs nothing else here. */
function Looked({ one, where, onLater, onNext }: LookedProps) {
  const trying = useTrying(one);
  const next = () => {
    leave(one.id, false);
    see(one.id);
    onNext();
  };
  return (
    <>
      {where === null ? (
        <Note icon={CircleAlert} tone="warn">
          {one.missingSaid}
        </Note>
      ) : (
        <p className="sm">{TEXT.isThere({ where })}</p>
      )}
      {trying.isError ? <Refusal error={trying.error} /> : null}
      {trying.isPending || trying.data ? (
        <Steps name={one.title} steps={trying.data ?? null} />
      ) : null}
      <div className="flow wrap">
        {where === null ? null : (
          <button type="button" className="btn ink lg" onClick={next}>
            {TEXT.next}
            <ArrowRight className="ic" aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          className={where === null ? "btn ink lg" : "btn quiet"}
          disabled={trying.isPending}
          onClick={() => trying.mutate(null)}
        >
          {trying.data ? TEXT.testAgain : TEXT.test}
        </button>
        <Later onLater={onLater} />
      </div>
    </>
  );
}

function Later({ onLater }: { onLater: () => void }) {
  return (
    <button type="button" className="btn quiet" onClick={onLater}>
      <Clock3 className="ic" aria-hidden="true" />
      {TEXT.later}
    </button>
  );
}

type ReadyProps = { standings: ReturnType<typeof useFirstRun>["standings"] };

function Ready({ standings }: ReadyProps) {
  const left = steps().filter((_, at) => standings[at] === "later");
  const unread = steps().filter((_, at) => standings[at] === "unknown");
  const takeUp = () => {
    for (const one of left) leave(one.id, false);
  };
  return (
    <DoorFrame title={TEXT.doneTitle} lede={TEXT.doneRest} base={TEXT.base}>
      {unread.length > 0 ? (
        <Note icon={CircleAlert} tone="warn">
          {TEXT.unread({ titles: unread.map(({ title }) => title).join(", ") })}
        </Note>
      ) : null}
      {left.length > 0 ? (
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
