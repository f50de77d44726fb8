"use client";
/** One monitor looked at closely: how fast it answers, and what happened to it. */
import { Why } from "@/features/events/why";
import { moment } from "@/language/figures";
import { ResponseChart } from "./chart";
import { named } from "./meaning";
import { BARS, STATE_WORDS, TEXT, windowWords } from "./messages";
import { useHistory, useMonitor } from "./queries";
import { type Change, cellsOf, type Monitor, stateOf, toneOf } from "./status";

const MOST_CHANGES = 5;

export function Closer({
  monitor,
  all,
  onChoose,
  now,
}: {
  monitor: Monitor;
  all: readonly Monitor[];
  onChoose: (id: string) => void;
  now: Date;
}) {
  const history = useHistory(monitor.id, "24h");
  const page = useMonitor(monitor.id);
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
        <div className="panel">
          <div className="sec-h">
            <h3>{BARS.response({ name: named(monitor), what: TEXT.response })}</h3>
            <span className="xs dim">
              {BARS.unit({ window: windowWords("24h").head.toLowerCase() })}
            </span>
          </div>
          {history.data ? (
            <ResponseChart name={named(monitor)} cells={cellsOf(history.data, "24h", now)} />
          ) : (
            <div className="sk block appear" />
          )}
        </div>
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
        </div>
      </div>
    </section>
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
