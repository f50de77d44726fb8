/** The egg as large as it goes, on quiet pages: at the door, at first run, and where nothing is yet. */
import { useId } from "react";
import { specks } from "./specks";

const LARGE = "M39 2C59 2 76 40 76 68 76 93 60 110 39 110S2 93 2 68C2 40 19 2 39 2z";
const SPECKS = specks(130, 7);

export function BigEgg() {
  const shade = useId();
  return (
    <svg viewBox="0 0 78 112" aria-hidden="true">
      <defs>
        <radialGradient id={shade} cx=".34" cy=".3" r=".82">
          <stop stopColor="var(--egg-hi)" />
          <stop offset=".3" stopColor="var(--egg)" />
          <stop offset=".68" stopColor="var(--egg-lo)" />
          <stop offset="1" stopColor="var(--egg-dk)" />
        </radialGradient>
      </defs>
      <path d={LARGE} fill={`url(#${shade})`} />
      <g fill="var(--speck)">
        {SPECKS.map(({ cx, cy, rx, ry, opacity, turn }) => (
          <ellipse
            key={`${cx} ${cy}`}
            cx={cx}
            cy={cy}
            rx={rx}
            ry={ry}
            opacity={opacity}
            transform={`rotate(${turn} ${cx} ${cy})`}
          />
        ))}
      </g>
    </svg>
  );
}
