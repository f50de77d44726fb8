/** A landscape of its own for each video that has no picture: always the same one for the same id. */
import { chance, seedOf } from "./specks";

const MOODS = ["dawn", "dusk", "moss", "sea", "rust", "night"] as const;
const WIDE = 160;
const HIGH = 90;

export function Landscape({ of }: { of: string }) {
  const next = chance(seedOf(of));
  const mood = MOODS[Math.floor(next() * MOODS.length)] ?? "dawn";
  const sun = { x: 30 + next() * 100, y: 18 + next() * 18, r: 5 + next() * 7 };
  return (
    <svg
      className={`art ${mood}`}
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className="sky" width={WIDE} height={HIGH} />
      <circle className="sun" cx={sun.x} cy={sun.y} r={sun.r} />
      <path className="far" d={ridge(next, 46, 16)} />
      <path className="mid" d={ridge(next, 60, 11)} />
      <path className="near" d={ridge(next, 74, 6)} />
    </svg>
  );
}

/** A line of hills at about `level`, as one smooth path down to the ground. */
function ridge(next: () => number, level: number, swing: number): string {
  const points = Array.from({ length: 6 }, (_, at) => ({
    x: at * (WIDE / 5),
    y: Math.round(level + (next() - 0.5) * 2 * swing),
  }));
  const first = points[0] ?? { x: 0, y: level };
  let path = `M${first.x} ${first.y}`;
  for (const [at, point] of points.slice(1).entries()) {
    const before = points[at] ?? first;
    const middle = (before.x + point.x) / 2;
    path += `C${middle} ${before.y} ${middle} ${point.y} ${point.x} ${point.y}`;
  }
  return `${path}V${HIGH}H0z`;
}
