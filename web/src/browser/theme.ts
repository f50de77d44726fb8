"use client";
/** Which of the looks this browser shows; kept on the device, put on `<html>` before the first paint. */
import { useEffect, useSyncExternalStore } from "react";
import { STORED_AS } from "./stored";

export const THEMES = ["system", "dark", "light", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const LIGHT = "(prefers-color-scheme: light)";
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
  const isLight = theme === "system" && matchMedia(LIGHT).matches;
  document.documentElement.dataset.theme =
    theme === "system" ? (isLight ? "light" : "dark") : theme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** On every page, as long as it is open: whoever chose the device's look goes with it. */
export function useFollowingTheDevice(): void {
  useEffect(() => {
    const device = matchMedia(LIGHT);
    const follow = () => show(stored());
    device.addEventListener("change", follow);
    return () => device.removeEventListener("change", follow);
  }, []);
}
