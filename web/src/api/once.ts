"use client";
/** What is done once, however often its answer is lost: the same, pressed again, carries the same key.
 *
 * The house gives the same key and the same body back what it did before. So whatever a body takes from the
 * clock counts from `at`, when it was asked for first, and what is asked for says it otherwise ("a week").
 */
import { useRef } from "react";
import { newKey } from "./keys";
import { problemIn } from "./problem";

export type Once = { key: string; at: Date };

type Ask<Asked, Told> = (asked: Asked, once: Once) => Promise<Told>;
type Last = { current: { said: string; once: Once } | null };

/** For a component: its last command, as long as nobody knows whether that was done. */
export function useOnce<Asked, Told>(ask: Ask<Asked, Told>): (asked: Asked) => Promise<Told> {
  const last = useRef<Last["current"]>(null);
  return (asked) => carriedOut(last, ask, asked);
}

/** The same for what no component asks for. */
export function once<Asked, Told>(ask: Ask<Asked, Told>): (asked: Asked) => Promise<Told> {
  const last: Last = { current: null };
  return (asked) => carriedOut(last, ask, asked);
}

async function carriedOut<Asked, Told>(last: Last, ask: Ask<Asked, Told>, asked: Asked) {
  const said = JSON.stringify(asked);
  if (last.current?.said !== said) last.current = { said, once: { key: newKey(), at: new Date() } };
  const here = last.current;
  const isOver = () => {
    if (last.current === here) last.current = null;
  };
  try {
    const told = await ask(asked, here.once);
    isOver();
    return told;
  } catch (error) {
    // Only where no word came of it may it have been done.
    if (problemIn(error).kind !== "away") isOver();
    throw error;
  }
}
