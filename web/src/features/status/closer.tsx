"use client";
/** One monitor looked at closely: how fast it answers, and what goes on with it or happened to it. */
import { useState } from "react";
import { Why } from "@/features/events/why";
import { moment } from "@/language/figures";
import { ResponseChart } from "./chart";
import { IncidentPanel } from "./incident";
import { named } from "./meaning";
import { BARS, STATE_WORDS, TEXT, windowWords } from "./messages";
import { useHistory, useMonitor } from "./queries";
import { type Change, cellsOf, type Incident, type Monitor, stateOf, toneOf } from "./status";
import { TimesTable } from "./times";
import { Told } from "./told";

const MOST_CHANGES = 5;

type Props = {
  monitor: Monitor;
  all: readonly Monitor[];
  incidents: readonly Incident[];
  onChoose: (id: string) => void;
  now: Date;
};

export function Closer({ monitor, all, incidents, onChoose, now }: Props) {
  const incident = incidents.find(({ monitors }) => monitors.some(isOn(monitor)));
  return (
    <section className="sec" aria-labelledby="closer">
      <div className="sec-h">
        <h2 id="closer">{BARS.closer}</h2>
        <fieldset className="pick">
          <legend className="sr">{BARS.which}</legend>
          {all.map((one) => (
            <button
              key={one.id}
              type="button"
              aria-pressed={one.id === monitor.id}
              onClick={() => onChoose(one.id)}
            >
              {named(one)}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="two">
        <TimesPanel monitor={monitor} now={now} />
        {incident ? (
          <IncidentPanel key={incident.id} incident={incident} monitor={monitor} now={now} />
        ) : (
          <ChangesPanel monitor={monitor} now={now} />
        )}
      </div>
    </section>
  );
}

function isOn(monitor: Monitor) {
  return ({ id, back_at }: Incident["monitors"][number]) => id === monitor.id && back_at === null;
}

function TimesPanel({ monitor, now }: { monitor: Monitor; now: Date }) {
  const [isTable, setTable] = useState(false);
  const history = useHistory(monitor.id, "24h");
  const name = named(monitor);
  const cells = history.data ? cellsOf(history.data, "24h", now) : null;
  return (
    <div className="panel">
      <div className="sec-h">
        <h3>{BARS.response({ name, what: TEXT.response })}</h3>
        <span className="xs dim">
          {BARS.unit({ window: windowWords("24h").head.toLowerCase() })}
        </span>
      </div>
      {cells === null ? (
        <div className="sk block appear" />
      ) : isTable ? (
        <TimesTable name={name} cells={cells} />
      ) : (
        <ResponseChart name={name} cells={cells} />
      )}
      <button type="button" className="why xs mt-4" onClick={() => setTable(!isTable)}>
        {isTable ? TEXT.asLine : TEXT.asTable}
      </button>
    </div>
  );
}

function ChangesPanel({ monitor, now }: { monitor: Monitor; now: Date }) {
  const page = useMonitor(monitor.id);
  return (
    <div className="panel">
      <div className="sec-h">
        <h3>{TEXT.changes}</h3>
        <Why service="status" stream={`monitor-${monitor.id}`} of={named(monitor)} />
      </div>
      {page.data ? (
        <Changes changes={page.data.changes.slice(0, MOST_CHANGES)} now={now} />
      ) : (
        <div className="sk block appear" />
      )}
      <div className="flow wrap mt-4">
        <Told monitor={monitor} />
      </div>
    </div>
  );
}

function Changes({ changes, now }: { changes: readonly Change[]; now: Date }) {
  if (changes.length === 0) return <p className="sm soft">{TEXT.calm}</p>;
  return (
    <ol className="tl">
      {changes.map((change) => {
        const state = stateOf(change.state);
        return (
          <li key={change.at}>
            <span className={`dot ${toneOf(state)}`} aria-hidden="true" />
            <b>
              {state === "up"
                ? BARS.answers
                : state === "down"
                  ? BARS.wentAway
                  : BARS.is({ state: STATE_WORDS[state] })}
            </b>
            <time dateTime={change.at}>{moment(new Date(change.at), now)}</time>
            {change.detail ? <p>{change.detail}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}
