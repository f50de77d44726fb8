"use client";
/** Which of the looks this browser shows; kept on the device, put on `<html>` before the first paint. */
import { useSyncExternalStore } from "react";
import { STORED_AS } from "./stored";

export const THEMES = ["system", "dark", "light", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const listeners = new Set<() => void>();

export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, stored, () => "dark" as const);
  return [theme, choose];
}

function stored(): Theme {
  const kept = read();
  return THEMES.find((theme) => theme === kept) ?? "dark";
}

function choose(theme: Theme): void {
  try {
    localStorage.setItem(STORED_AS, theme);
  } catch {
    // A browser that keeps nothing still shows the look until the page is left.
  }
  show(theme);
  for (const listener of listeners) listener();
}

function read(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return document.documentElement.dataset.theme ?? null;
  }
}

function show(theme: Theme): void {
  const isLight = theme === "system" && matchMedia("(prefers-color-scheme: light)").matches;
  document.documentElement.dataset.theme =
    theme === "system" ? (isLight ? "light" : "dark") : theme;
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: light)");
  const follow = () => show(stored());
  listeners.add(listener);
  system.addEventListener("change", follow);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", follow);
  };
}
