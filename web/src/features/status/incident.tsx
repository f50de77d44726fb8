"use client";
/** One incident: how it went, and, for those who mind the house, that somebody takes care of it. */
import { CircleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Why } from "@/features/events/why";
import { useNames } from "@/features/people/names";
import { entered } from "@/features/session/fields";
import { useMe } from "@/features/session/me";
import { useMay } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { moment, span } from "@/language/figures";
import { LongField } from "@/look/controls/long-field";
import { SHARED } from "@/look/messages";
import { INCIDENT } from "./messages";
import { useCaring } from "./queries";
import type { Incident, Monitor } from "./status";
import { TellMe } from "./tell-me";

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
        <TellMe monitor={monitor} />
        <Why service="status" stream={`incident-${incident.id}`} of={incident.monitor_name} />
      </div>
      {mayCare ? <Care incident={incident} /> : null}
    </div>
  );
}

function Course({ incident, now }: { incident: Incident; now: Date }) {
  const names = useNames();
  const me = useMe().data?.id;
  const lines = [
    {
      kind: "opened" as const,
      at: incident.opened_at,
      by: null,
      words: [incident.detail, incident.means].filter(Boolean).join(" "),
    },
    ...incident.timeline,
  ];
  return (
    <ol className="tl">
      {lines.map((line) => {
        const who = line.by === null ? SHARED.somebody : names(line.by);
        const said = courseSaid(line, { by: line.by === me ? "you" : "other", who });
        return (
          <li key={`${line.kind} ${line.at} ${line.words}`}>
            <span className={`dot ${TONES[line.kind]}`} aria-hidden="true" />
            <b>{said.fact}</b>
            <time dateTime={line.at}>{moment(new Date(line.at), now)}</time>
            {said.rest ? <p>{said.rest}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}

type Who = { by: "you" | "other"; who: string };
type Line = Omit<Incident["timeline"][number], "kind"> & {
  kind: Incident["timeline"][number]["kind"] | "opened";
};

const TONES: Record<Line["kind"], "bad" | "warn" | "info" | "ok"> = {
  opened: "bad",
  struck: "warn",
  recovered: "ok",
  acknowledged: "info",
  noted: "info",
  closed: "ok",
};

function courseSaid(line: Line, who: Who): { fact: string; rest?: string } {
  const words = line.words ?? "";
  switch (line.kind) {
    case "opened":
      return { fact: INCIDENT.opened, rest: words };
    case "struck":
      return { fact: INCIDENT.struck({ name: words }) };
    case "recovered":
      return { fact: INCIDENT.recovered({ name: words }) };
    case "acknowledged":
      return { fact: INCIDENT.acknowledged(who) };
    case "noted":
      return { fact: INCIDENT.noted(who), rest: words };
    case "closed":
      return { fact: INCIDENT.closed };
  }
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
