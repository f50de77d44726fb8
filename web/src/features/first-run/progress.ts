"use client";
/** How far first run has come: read off the house itself; only "later" is kept on this device. */
import { useSyncExternalStore } from "react";
import { useConnections } from "@/features/settings/queries";
import { standingOf, steps } from "./step";

const KEPT = "medianest.first-run.later";
const listeners = new Set<() => void>();

export function useFirstRun() {
  const kept = useSyncExternalStore(subscribe, read, () => "");
  const all = steps();
  const reads = useConnections(all);
  const later = new Set(kept.split(" "));
  const standings = all.map((one, at) => standingOf(one, reads[at]?.data, later));
  return { all, reads, standings, isFinished: !standings.includes("open") };
}

/** Leaves a step for later, or takes it up again. */
export function leave(id: string, isLeft: boolean): void {
  const others = read()
    .split(" ")
    .filter((one) => one !== "" && one !== id);
  try {
    localStorage.setItem(KEPT, (isLeft ? [...others, id] : others).join(" "));
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
  for (const listener of listeners) listener();
}

function read(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
