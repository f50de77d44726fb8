"use client";
/** Single keys for what is done often: only outside fields, and only while they are wanted. */
import { useLayoutEffect, useRef, useSyncExternalStore } from "react";

const KEPT = "medianest.keys";
const JUMP_WITHIN_MS = 1_500;
const NEVER = Number.NEGATIVE_INFINITY;
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

type Does = Readonly<Record<string, () => void>>;

/** What each key does, by its name in lower case; keys with Ctrl, Alt or Meta are the browser's. A key that
 * is held, or sticks, does it once, unless that may be done again and again. */
export function useKeys(does: Does, { mayRepeat = false } = {}): void {
  useListening((event, now) => {
    const run = now[event.key.toLowerCase()];
    if (run) done(event, event.repeat && !mayRepeat ? nothing : run);
  }, does);
}

/** Where each key leads after G; a page's own keys wait meanwhile. */
export function useJumps(leads: Does): void {
  const begun = useRef(NEVER);
  useListening((event, now) => {
    const isJump = event.timeStamp - begun.current < JUMP_WITHIN_MS;
    const key = event.key.toLowerCase();
    begun.current = key === "g" && !isJump ? event.timeStamp : NEVER;
    const run = isJump ? now[key] : undefined;
    if (run) done(event, run);
  }, leads);
}

function useListening(hear: (event: KeyboardEvent, now: Does) => void, does: Does): void {
  const [wanted] = useKeysWanted();
  const now = useRef({ hear, does });
  // Both before the page is painted: who sees it may press a key at once.
  useLayoutEffect(() => {
    now.current = { hear, does };
  });
  useLayoutEffect(() => {
    if (!wanted) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!isWriting(event.target)) now.current.hear(event, now.current.does);
    };
    // Captured, so that whoever began to listen first is heard first: the frame before its page.
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [wanted]);
}

function done(event: KeyboardEvent, run: () => void): void {
  event.preventDefault();
  run();
}

function nothing(): void {}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("dialog[open]")) return true;
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
