/** Whether one is told of a part of the house, and, of one that one is told of, how loudly. */
import { useMay } from "@/features/session/only";
import { Mute } from "@/features/telling/mute";
import { named } from "./meaning";
import type { Monitor } from "./status";
import { TellMe } from "./tell-me";

export function Told({ monitor }: { monitor: Monitor }) {
  // Whoever minds the house is told of all of it.
  const isMinder = useMay("status.manage");
  return (
    <>
      <TellMe monitor={monitor} />
      {isMinder || monitor.subscribed ? <Mute about={monitor.id} name={named(monitor)} /> : null}
    </>
  );
}
