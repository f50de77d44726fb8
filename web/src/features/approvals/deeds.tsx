/** A yes and a no to one thing: beside the list in its panel, in its row where there is no beside. */
import { TEXT } from "./messages";

export type Does = { approve: () => void; decline: () => void };

export function Deeds({ approve, decline }: Does) {
  return (
    <div className="verdict">
      <button type="button" className="btn pri" onClick={approve}>
        {TEXT.approve}
        <kbd className="max-narrow:hidden">A</kbd>
      </button>
      <button type="button" className="btn sec2" onClick={decline}>
        {TEXT.decline}
        <kbd className="max-narrow:hidden">D</kbd>
      </button>
    </div>
  );
}
