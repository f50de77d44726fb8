"use client";
/** What was typed, once the hand has rested: typing is not asking. */
import { useEffect, useState } from "react";

const REST_MS = 250;

export function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const rest = setTimeout(() => setRested(typed), REST_MS);
    return () => clearTimeout(rest);
  }, [typed]);
  return rested;
}
