"use client";
/** Whether one is told when a part of the house goes away and when it is back. */
import { Bell, BellOff } from "lucide-react";
import { tellRefused } from "@/look/surfaces/refused";
import { named } from "./meaning";
import { INCIDENT } from "./messages";
import { useBeingTold } from "./queries";
import { type Monitor, stateOf } from "./status";

export function TellMe({ monitor }: { monitor: Monitor }) {
  const change = useBeingTold(monitor.id);
  const name = named(monitor);
  const isTold = change.isPending ? change.variables : monitor.subscribed;
  const ask = stateOf(monitor.state) === "down" ? INCIDENT.tellBack : INCIDENT.tell;
  const Icon = isTold ? BellOff : Bell;
  return (
    <button
      type="button"
      className="btn sec2 s named"
      disabled={change.isPending}
      onClick={() => change.mutate(!isTold, { onError: tellRefused })}
    >
      <Icon className="ic" aria-hidden="true" />
      {isTold ? INCIDENT.tellNoMore({ name }) : ask({ name })}
    </button>
  );
}
