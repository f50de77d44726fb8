"use client";
/** One incident: how it went, and, for those who mind the house, that somebody takes care of it. */
import { CircleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Why } from "@/features/events/why";
import { entered } from "@/features/session/fields";
import { useMay } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { span } from "@/language/figures";
import { LongField } from "@/look/controls/long-field";
import { Closing } from "./closing";
import { Course } from "./course";
import { INCIDENT } from "./messages";
import { useCaring } from "./queries";
import type { Incident, Monitor } from "./status";
import { Told } from "./told";

const LONGEST = 4000;

type Props = { incident: Incident; monitor: Monitor; now: Date };

export function IncidentPanel({ incident, monitor, now }: Props) {
  const mayCare = useMay("status.manage");
  return (
    <div className="panel">
      <div className="sec-h">
        <h3>{INCIDENT.title({ name: incident.monitor_name })}</h3>
        <span className="chip bad">
          <CircleAlert className="ic" aria-hidden="true" />
          {INCIDENT.openFor({ span: span(new Date(incident.opened_at), now) })}
        </span>
      </div>
      <Course incident={incident} now={now} />
      <div className="flow wrap mt-4">
        <Told monitor={monitor} />
        <Why service="status" stream={`incident-${incident.id}`} of={incident.monitor_name} />
      </div>
      {mayCare ? (
        <>
          <Care incident={incident} />
          <Closing incident={incident} />
        </>
      ) : null}
    </div>
  );
}

/** Whoever says something to it takes care of it; saying nothing is enough for that. */
function Care({ incident }: { incident: Incident }) {
  const caring = useCaring(incident.id);
  const [sent, setSent] = useState(0);
  const isFirst = incident.acknowledged_at === null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = entered(event.currentTarget, "text").trim();
    if (!isFirst && text === "") return;
    caring.mutate({ isFirst, text }, { onSuccess: () => setSent(sent + 1) });
  };
  return (
    <form
      key={sent}
      className="stack gap-4 mt-4"
      onSubmit={submit}
      aria-label={isFirst ? INCIDENT.care : INCIDENT.note}
    >
      {caring.isError ? <Refusal error={caring.error} /> : null}
      <LongField
        label={INCIDENT.text}
        name="text"
        most={LONGEST}
        hint={isFirst ? INCIDENT.textHint : INCIDENT.textHintMore}
      />
      <button type="submit" className="btn sec2 fit" disabled={caring.isPending}>
        {isFirst ? INCIDENT.care : INCIDENT.note}
      </button>
    </form>
  );
}
