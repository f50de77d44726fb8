/** What the colours and heights of bars and dots mean. */
import { STATE_WORDS } from "./messages";
import { type State, toneOf } from "./status";

export function Keys({ of }: { of: readonly State[] }) {
  return (
    <span className="keyline">
      {of.map((state) => (
        <span key={state} className="flow">
          <span className={`dot ${toneOf(state)}`} aria-hidden="true" />
          {STATE_WORDS[state]}
        </span>
      ))}
    </span>
  );
}
