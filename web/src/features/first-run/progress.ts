"use client";
/** How far first run has come: read off the house itself; only what waits, and what was looked at, is
 * kept on this device. */
import { useSyncExternalStore } from "react";
import { useConnections } from "@/features/settings/queries";
import { type Kept, standingOf, steps } from "./step";

const KEPT: Readonly<Record<keyof Kept, string>> = {
  later: "medianest.first-run.later",
  seen: "medianest.first-run.seen",
};
const listeners = new Set<() => void>();

export function useFirstRun() {
  const later = useKept("later");
  const seen = useKept("seen");
  const all = steps();
  const reads = useConnections(all);
  const standings = all.map((one, at) => standingOf(one, reads[at]?.data, { later, seen }));
  return { all, reads, standings, isFinished: !standings.includes("open") };
}

/** Leaves a step for later, or takes it up again. */
export function leave(id: string, isLeft: boolean): void {
  put("later", id, isLeft);
}

/** Somebody has looked at a step that needs nothing but this. */
export function see(id: string): void {
  put("seen", id, true);
}

function useKept(what: keyof Kept): ReadonlySet<string> {
  const kept = useSyncExternalStore(
    subscribe,
    () => read(what),
    () => "",
  );
  return new Set(kept.split(" "));
}

function put(what: keyof Kept, id: string, isIn: boolean): void {
  const others = read(what)
    .split(" ")
    .filter((one) => one !== "" && one !== id);
  try {
    localStorage.setItem(KEPT[what], (isIn ? [...others, id] : others).join(" "));
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
  for (const listener of listeners) listener();
}

function read(what: keyof Kept): string {
  try {
    return localStorage.getItem(KEPT[what]) ?? "";
  } catch {
    return "";
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
