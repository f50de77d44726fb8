"use client";
/** Sets `--p` (0 to 1) on an element through its style object, which the page's policy allows. */
import { type RefObject, useLayoutEffect, useRef } from "react";

export function useShare<T extends HTMLElement>(share: number): RefObject<T | null> {
  const element = useRef<T>(null);
  useLayoutEffect(() => {
    element.current?.style.setProperty("--p", String(Math.min(Math.max(share, 0), 1)));
  }, [share]);
  return element;
}
