"use client";
/** One key for as long as the same is asked for: a second press after a broken answer asks for nothing twice. */
import { useCallback, useRef } from "react";
import { newKey } from "./keys";

export function useKeyFor(): (asked: unknown) => string {
  const last = useRef({ asked: "", key: "" });
  return useCallback((asked) => {
    const said = JSON.stringify(asked);
    if (last.current.asked !== said) last.current = { asked: said, key: newKey() };
    return last.current.key;
  }, []);
}
