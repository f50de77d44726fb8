"use client";
/** Puts the name of the house into the title of every page, and its colour onto all of it. */
import { useEffect } from "react";
import { ACCENT_STORED_AS, NAME_STORED_AS } from "@/browser/stored";
import { type Accent, type House, UNNAMED, useHouse } from "./house";

const BETWEEN = " · ";

export function Called() {
  const { data } = useHouse();
  useEffect(() => {
    if (!data) return;
    paint(data.accent);
    store(data);
    return titled(data.name);
  }, [data]);
  return null;
}

let kept: Accent | null = null;
let tried: Accent | null = null;

/** The colour that the house has. */
function paint(accent: Accent): void {
  kept = accent;
  show();
}

/** Shows a colour as long as somebody thinks about it; null when they have done so. */
export function tryOn(accent: Accent | null): void {
  tried = accent;
  show();
}

function show(): void {
  const accent = tried ?? kept;
  if (accent) document.documentElement.dataset.accent = accent;
}

/** Titles end in the name that the pages were built with, whichever page writes its own anew. */
function titled(name: string): () => void {
  const rename = () => renamed(UNNAMED, name);
  rename();
  const watch = new MutationObserver(rename);
  watch.observe(document.head, { subtree: true, childList: true, characterData: true });
  return () => {
    watch.disconnect();
    renamed(name, UNNAMED);
  };
}

function renamed(from: string, to: string): void {
  const title = titleAs(document.title, from, to);
  if (title !== document.title) document.title = title;
}

/** The same title of a house that is called otherwise. */
export function titleAs(title: string, from: string, to: string): string {
  const isOf = (name: string) => title === name || title.endsWith(BETWEEN + name);
  return isOf(from) && !isOf(to) ? title.slice(0, -from.length) + to : title;
}

function store({ name, accent }: House): void {
  try {
    localStorage.setItem(NAME_STORED_AS, name);
    localStorage.setItem(ACCENT_STORED_AS, accent);
  } catch {
    // A browser that keeps nothing shows it a moment later at each visit.
  }
}
