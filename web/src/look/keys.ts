"use client";
/** Single keys for what is done often: only outside fields, and only while they are wanted. */
import { useEffect, useRef, useSyncExternalStore } from "react";

const KEPT = "medianest.keys";
const listeners = new Set<() => void>();

/** Whether single keys do something, and how to switch that. */
export function useKeysWanted(): [boolean, (wanted: boolean) => void] {
  const wanted = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(KEPT) !== "off",
    () => true,
  );
  return [wanted, keep];
}

/** What each key does, by its name in lower case; keys with Ctrl, Alt or Meta are the browser's. */
export function useKeys(does: Readonly<Record<string, () => void>>): void {
  const [wanted] = useKeysWanted();
  const now = useRef(does);
  useEffect(() => {
    now.current = does;
  });
  useEffect(() => {
    if (!wanted) return;
    const press = (event: KeyboardEvent) => {
      const run = now.current[event.key.toLowerCase()];
      if (!run || event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [wanted]);
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
}

function keep(wanted: boolean): void {
  localStorage.setItem(KEPT, wanted ? "on" : "off");
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
