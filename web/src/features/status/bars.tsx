/** A window of a monitor's past, one bar for each part of it; height says it without colour. */
import { moment } from "@/language/figures";
import { BARS, barsLabel, STATE_WORDS } from "./messages";
import { type Cell, inPairs, type Monitor, type State, type Window } from "./status";

type Bar = { key: number | string; state: State; title?: string };

/** More than this are too fine to be told from each other on a phone. */
const MOST_NARROW = 60;

export function Bars({
  monitor,
  cells,
  window,
  now,
}: {
  monitor: Monitor;
  cells: readonly Cell[];
  window: Window;
  now: Date;
}) {
  const bars = cells.map(({ from, state }) => ({
    key: from.getTime(),
    state,
    title: BARS.cell({ when: moment(from, now), state: STATE_WORDS[state] }),
  }));
  return <BarLine bars={bars} label={barsLabel(monitor, cells, window)} />;
}

export function BarLine({ bars, label }: { bars: readonly Bar[]; label: string }) {
  if (bars.length <= MOST_NARROW) return <Line bars={bars} label={label} />;
  return (
    <>
      <Line bars={bars} label={label} where="max-narrow:hidden" />
      <Line bars={inPairs(bars)} label={label} where="narrow-only" />
    </>
  );
}

function Line({
  bars,
  label,
  where = "",
}: {
  bars: readonly Bar[];
  label: string;
  where?: string;
}) {
  return (
    <div className={`bars ${where}`} role="img" aria-label={label}>
      {bars.map(({ key, state, title }) => (
        <i key={key} className={state} title={title} />
      ))}
    </div>
  );
}
