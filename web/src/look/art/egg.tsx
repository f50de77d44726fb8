/** The mark of the house: a robin's egg with its speckles. */
import { useId } from "react";

const SMALL =
  "M10 .6C15.2.6 19.4 10 19.4 17.2 19.4 23.4 15.2 27.4 10 27.4S.6 23.4.6 17.2C.6 10 4.8.6 10 .6z";

export function EggMark() {
  const shade = useId();
  return (
    <svg viewBox="0 0 20 28" width="20" height="28" aria-hidden="true">
      <defs>
        <radialGradient id={shade} cx=".38" cy=".3" r=".85">
          <stop stopColor="var(--egg-hi)" />
          <stop offset=".5" stopColor="var(--egg)" />
          <stop offset="1" stopColor="var(--egg-lo)" />
        </radialGradient>
      </defs>
      <path d={SMALL} fill={`url(#${shade})`} />
      <g fill="var(--speck)" opacity=".7">
        <ellipse cx="7" cy="9" rx=".9" ry=".72" />
        <ellipse cx="13" cy="6.5" rx=".6" ry=".48" />
        <ellipse cx="14.6" cy="13" rx="1.1" ry=".88" />
        <ellipse cx="8.4" cy="17" rx=".7" ry=".56" />
        <ellipse cx="12" cy="22" rx=".9" ry=".72" />
        <ellipse cx="4.8" cy="19" rx=".5" ry=".4" />
      </g>
    </svg>
  );
}
