"use client";
/** One line in the rail that says how the house is. */
import { Go } from "@/browser/go";
import { headline } from "./messages";
import { useStatus } from "./queries";
import { stateOf, toneOf } from "./status";

export function Pulse() {
  const status = useStatus();
  if (!status.data) return null;
  const said = headline(status.data.monitors);
  return (
    <Go className="pulse" to="/status">
      <span className={`dot ${toneOf(stateOf(status.data.overall))}`} />
      <span>
        {said.fact} {said.next}
      </span>
    </Go>
  );
}
