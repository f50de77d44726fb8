/** What the line of response times shows, in figures: the latest hour first. */
import { clock, took } from "@/language/figures";
import { BARS, STATE_WORDS, TEXT } from "./messages";
import type { Cell } from "./status";

export function TimesTable({ name, cells }: { name: string; cells: readonly Cell[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a sideways scroller must be reachable by keyboard
    <section className="scroller" tabIndex={0} aria-label={BARS.timesTable({ name })}>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{BARS.from}</th>
            <th scope="col">{TEXT.state}</th>
            <th scope="col" className="r">
              {TEXT.answersIn}
            </th>
            <th scope="col" className="r">
              {BARS.unanswered}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.toReversed().map(({ from, state, slice }) => (
            <tr key={from.toISOString()}>
              <th scope="row">{clock(from)}</th>
              <td>{STATE_WORDS[state]}</td>
              <td className="r">{slice?.response_ms == null ? "–" : took(slice.response_ms)}</td>
              <td className="r">{slice?.failed ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
