"use client";
/** The time of the page; it moves on slowly, so that sentences don't flicker. */
import { useEffect, useState } from "react";

const STEP_MS = 15_000;

export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const tick = setInterval(() => setNow(new Date()), STEP_MS);
    return () => clearInterval(tick);
  }, []);
  return now;
}
