/** Which sheet lies over the page: the palette, the list of keys, or none. */
import { useSyncExternalStore } from "react";

export type Over = "palette" | "keys" | null;

let over: Over = null;
const listeners = new Set<() => void>();

export function open(next: Over): void {
  over = next;
  for (const listener of listeners) listener();
}

export function openPalette(): void {
  open("palette");
}

export function useOver(): Over {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => over,
    () => null,
  );
}
