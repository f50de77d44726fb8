"use client";
/** That an incident is over, said by somebody: the house says it by itself once all of it is back, so who
 * says it before is told what that means. */
import { CircleCheck, Hourglass } from "lucide-react";
import { useState } from "react";
import { Refusal } from "@/features/session/refusal";
import { listed } from "@/language/figures";
import { Note } from "@/look/surfaces/note";
import { tell } from "@/look/surfaces/toast";
import { named } from "./meaning";
import { INCIDENT } from "./messages";
import { useClosing } from "./queries";
import type { Incident } from "./status";

export function Closing({ incident }: { incident: Incident }) {
  const [isAsked, setAsked] = useState(false);
  const closing = useClosing(incident.id, () =>
    tell({
      icon: CircleCheck,
      tone: "ok",
      fact: INCIDENT.isOver({ name: named({ name: incident.monitor_name }) }),
      rest: INCIDENT.isOverRest,
    }),
  );
  if (!isAsked) {
    return (
      <button type="button" className="btn quiet fit mt-3" onClick={() => setAsked(true)}>
        <CircleCheck className="ic" aria-hidden="true" />
        {INCIDENT.over}
      </button>
    );
  }
  return (
    <section className="stack mt-4" aria-label={INCIDENT.over}>
      {closing.isError ? <Refusal error={closing.error} /> : null}
      <StillDown incident={incident} />
      <div className="flow wrap">
        <button
          type="button"
          className="btn sec2"
          disabled={closing.isPending}
          onClick={() => closing.mutate(undefined)}
        >
          {INCIDENT.overNow}
        </button>
        <button type="button" className="btn quiet" onClick={() => setAsked(false)}>
          {INCIDENT.drop}
        </button>
      </div>
    </section>
  );
}

function StillDown({ incident }: { incident: Incident }) {
  const down = incident.monitors.filter(({ back_at }) => back_at === null);
  const names = listed(down.map(named));
  return (
    <Note icon={Hourglass} tone="warn">
      {down.length > 0 ? <b>{INCIDENT.stillDown({ names, count: down.length })} </b> : null}
      {INCIDENT.overMeans}
    </Note>
  );
}
