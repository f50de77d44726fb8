"use client";
/** One monitor: its name and state, its past in bars, its uptime; open, its times and what happened. */
import { Bars } from "./bars";
import { named } from "./meaning";
import { answerWords, sinceWords, uptimeWords } from "./messages";
import { useHistory } from "./queries";
import { cellsOf, type Monitor, SPANS, stateOf, toneOf, type Window } from "./status";

type Props = { monitor: Monitor; window: Window; now: Date };

export function MonitorRow({ monitor, window, now }: Props) {
  const history = useHistory(monitor.id, window);
  const state = stateOf(monitor.state);
  return (
    <li className="mon" aria-label={`${named(monitor)}: ${sinceWords(monitor, now)}`}>
      <div>
        <span className="nm">
          <span className={`dot ${toneOf(state)}`} aria-hidden="true" />
          {named(monitor)}
        </span>
        <span className="xs soft">{sinceWords(monitor, now)}</span>
      </div>
      {history.data ? (
        <Bars
          monitor={monitor}
          cells={cellsOf(history.data, window, now)}
          window={window}
          now={now}
        />
      ) : (
        <div
          className={history.isPending ? "sk block appear" : "sk block"}
          data-bars={SPANS[window].bars}
        />
      )}
      <div className="fig num">
        <b>{uptimeWords(monitor, window)}</b>
        <span className={`xs ${state === "down" ? "t-bad" : "dim"}`}>{answerWords(monitor)}</span>
      </div>
    </li>
  );
}
