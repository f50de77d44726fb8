"use client";
/** One monitor: its name and state, its past in bars, its uptime; open, its times and what happened. */
import { Bars } from "./bars";
import { named } from "./meaning";
import { answerWords, figureWords, sinceWords, uptimeWords } from "./messages";
import { useHistory } from "./queries";
import { cellsOf, isKnown, type Monitor, SPANS, stateOf, toneOf, type Window } from "./status";

type Props = { monitor: Monitor; window: Window; now: Date };

export function MonitorRow({ monitor, window, now }: Props) {
  const history = useHistory(monitor.id, window);
  const state = stateOf(monitor.state);
  const cells = history.data ? cellsOf(history.data, window, now) : null;
  const isSure = cells !== null && isKnown(cells);
  return (
    <li className="mon" aria-label={`${named(monitor)}: ${sinceWords(monitor, now)}`}>
      <div>
        <span className="nm">
          <span className={`dot ${toneOf(state)}`} aria-hidden="true" />
          {named(monitor)}
        </span>
        <span className="xs soft">{sinceWords(monitor, now)}</span>
      </div>
      {cells ? (
        <Bars monitor={monitor} cells={cells} window={window} now={now} />
      ) : (
        <div
          className={history.isPending ? "sk block appear" : "sk block"}
          data-bars={SPANS[window].bars}
        />
      )}
      <div className="fig num">
        <b className={isSure ? undefined : "dim"}>
          {figureWords(uptimeWords(monitor, window), cells === null || isSure)}
        </b>
        <span className={`xs ${state === "down" ? "t-bad" : "dim"}`}>{answerWords(monitor)}</span>
      </div>
    </li>
  );
}
