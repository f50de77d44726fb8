/** The same as the bars, for whoever reads figures more easily. */
import { named } from "./meaning";
import { answerWords, sinceWords, TEXT, uptimeWords, windowWords } from "./messages";
import { type Monitor, WINDOWS } from "./status";

export function StatusTable({ monitors, now }: { monitors: readonly Monitor[]; now: Date }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a sideways scroller must be reachable by keyboard
    <section className="scroller" tabIndex={0} aria-label={TEXT.table}>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{TEXT.part}</th>
            <th scope="col">{TEXT.state}</th>
            {WINDOWS.map((window) => (
              <th key={window} scope="col" className="r">
                {windowWords(window).pick}
              </th>
            ))}
            <th scope="col" className="r">
              {TEXT.answersIn}
            </th>
          </tr>
        </thead>
        <tbody>
          {monitors.map((monitor) => (
            <tr key={monitor.id}>
              <th scope="row">{named(monitor)}</th>
              <td>{sinceWords(monitor, now)}</td>
              {WINDOWS.map((window) => (
                <td key={window} className="r">
                  {uptimeWords(monitor, window)}
                </td>
              ))}
              <td className="r">{answerWords(monitor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
