/** A window of a monitor's past, one bar for each part of it; height says it without colour. */
import { moment } from "@/language/figures";
import { BARS, barsLabel, STATE_WORDS } from "./messages";
import type { Cell, Monitor, Window } from "./status";

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
  return (
    <div className="bars" role="img" aria-label={barsLabel(monitor, cells, window)}>
      {cells.map((cell) => (
        <i
          key={cell.from.getTime()}
          className={cell.state}
          title={BARS.cell({ when: moment(cell.from, now), state: STATE_WORDS[cell.state] })}
        />
      ))}
    </div>
  );
}
