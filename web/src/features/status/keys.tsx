/** What the colours and heights of bars mean, each drawn as it stands among them. */
import { STATE_WORDS } from "./messages";
import type { State } from "./status";

export function Keys({ of }: { of: readonly State[] }) {
  return (
    <span className="keyline">
      {of.map((state) => (
        <span key={state} className="flow">
          <span className="bars" aria-hidden="true">
            <i className={state} />
          </span>
          {STATE_WORDS[state]}
        </span>
      ))}
    </span>
  );
}
