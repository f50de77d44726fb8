"use client";
/** Which of the looks this browser shows; kept on the device, put on `<html>` before the first paint. */
import { useEffect, useSyncExternalStore } from "react";
import { STORED_AS } from "./stored";

export const THEMES = ["system", "dark", "light", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const LIGHT = "(prefers-color-scheme: light)";
const CONTRAST = "(prefers-contrast: more)";
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
  document.documentElement.dataset.theme = theme === "system" ? ofTheDevice() : theme;
}

function ofTheDevice(): Theme {
  if (matchMedia(CONTRAST).matches) return "contrast";
  return matchMedia(LIGHT).matches ? "light" : "dark";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** On every page, as long as it is open: whoever chose the device's look goes with it. */
export function useFollowingTheDevice(): void {
  useEffect(() => {
    const asked = [matchMedia(LIGHT), matchMedia(CONTRAST)];
    const follow = () => show(stored());
    for (const one of asked) one.addEventListener("change", follow);
    return () => {
      for (const one of asked) one.removeEventListener("change", follow);
    };
  }, []);
}
