/** Response times of one monitor as a line; gaps are times without an answer. */
import { clock, took } from "@/language/figures";
import { BARS, TEXT } from "./messages";
import type { Cell } from "./status";

const LEFT = 48;
const RIGHT = 692;
const TOP = 8;
const FLOOR = 170;

export function ResponseChart({ name, cells }: { name: string; cells: readonly Cell[] }) {
  const times = cells.map((cell) => cell.slice?.response_ms ?? null);
  const known = times.filter((time) => time !== null);
  const top = ceiling(Math.max(...known, 1));
  const x = (at: number) => LEFT + (at / (cells.length - 1)) * (RIGHT - LEFT);
  const y = (time: number) => FLOOR - (time / top) * (FLOOR - TOP);
  const runs = runsOf(times);
  const middle = median(known);
  const label =
    known.length === 0
      ? BARS.none({ name, what: TEXT.noAnswer })
      : BARS.times({
          name,
          what: TEXT.response,
          middle: took(middle),
          most: took(Math.max(...known)),
        });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a sideways scroller must be reachable by keyboard */}
      <section className="scroller end" tabIndex={0} aria-label={BARS.chart({ name })}>
        <svg className="chart" viewBox="0 0 700 200" role="img" aria-label={label}>
          {[0, 0.5, 1].map((part) => (
            <g key={part}>
              <path className="g" d={`M${LEFT} ${y(top * part)}H${RIGHT}`} />
              <text x={LEFT - 8} y={y(top * part) + 4} textAnchor="end">
                {Math.round(top * part)}
              </text>
            </g>
          ))}
          {outages(cells).map(([from, to]) => (
            <rect
              key={from}
              className="z"
              x={x(Math.max(from, 0))}
              y={TOP}
              width={x(Math.min(to, cells.length - 1)) - x(Math.max(from, 0))}
              height={FLOOR - TOP}
            />
          ))}
          {runs.map((run) => {
            const line = run
              .map(
                ([at, time], first) =>
                  `${first === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(time).toFixed(1)}`,
              )
              .join("");
            const [from = 0] = run[0] ?? [];
            return (
              <g key={from}>
                <path className="a" d={`${line}V${FLOOR}H${x(from).toFixed(1)}z`} />
                <path className="l" d={line} />
                {run.length === 1 ? (
                  <circle className="p" cx={x(from)} cy={y(run[0]?.[1] ?? 0)} r={3.5} />
                ) : null}
              </g>
            );
          })}
          {[0, 0.25, 0.5, 0.75, 1].map((part) => {
            const cell = cells[Math.round(part * (cells.length - 1))];
            return (
              <text
                key={part}
                x={LEFT + part * (RIGHT - LEFT)}
                y={192}
                textAnchor={part === 0 ? "start" : part === 1 ? "end" : "middle"}
              >
                {part === 1 ? BARS.now : cell ? clock(cell.from) : ""}
              </text>
            );
          })}
        </svg>
      </section>
      <dl className="figs">
        <div>
          <dt>{BARS.mostly}</dt>
          <dd>{known.length === 0 ? "–" : took(middle)}</dd>
        </div>
        <div>
          <dt>{BARS.slowest}</dt>
          <dd>{known.length === 0 ? "–" : took(Math.max(...known))}</dd>
        </div>
        <div>
          <dt>{BARS.unanswered}</dt>
          <dd>{cells.reduce((sum, cell) => sum + (cell.slice?.failed ?? 0), 0)}</dd>
        </div>
      </dl>
    </>
  );
}

type Point = readonly [at: number, time: number];

/** Parts without a gap. */
function runsOf(times: ReadonlyArray<number | null>): Point[][] {
  const runs: Point[][] = [[]];
  for (const [at, time] of times.entries()) {
    if (time === null) runs.push([]);
    else runs.at(-1)?.push([at, time]);
  }
  return runs.filter((run) => run.length > 0);
}

function outages(cells: readonly Cell[]): Array<readonly [number, number]> {
  return cells.flatMap((cell, at) =>
    cell.state === "down" ? [[at - 0.5, at + 0.5] as const] : [],
  );
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A round number at the top of the scale. */
function ceiling(most: number): number {
  const step = 10 ** Math.floor(Math.log10(most));
  return (
    [1, 2, 5, 10].map((factor) => factor * step).find((limit) => limit >= most * 1.1) ?? 20 * step
  );
}
