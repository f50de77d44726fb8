"use client";
/** Carries what the line hears into the query cache; without a line, the page asks every 15 s. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { base } from "@/api/base";
import { useMe } from "@/features/session/queries";
import { Carrier } from "./carry";
import { connectTo, Line, type LineState } from "./line";

const TOPICS = ["me", "downloads", "status"] as const;
const POLL_MS = 15_000;
/** A short break is nobody's business. */
const PATIENCE_MS = 3_000;

const LineContext = createContext<LineState>("connecting");

export function useLine(): LineState {
  return useContext(LineContext);
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const [state, setState] = useState<LineState>("connecting");
  const isIn = useMe().data !== undefined;

  useEffect(() => {
    if (!isIn) return;
    let late: ReturnType<typeof setTimeout> | null = null;
    const settle = (next: LineState) => {
      if (next === "interrupted") {
        // Each failed try says so again; what counts is when the line was lost.
        late ??= setTimeout(() => setState(next), PATIENCE_MS);
        return;
      }
      if (late !== null) clearTimeout(late);
      late = null;
      setState(next);
      if (next === "signed-out") void cache.invalidateQueries({ queryKey: ["me"] });
    };
    const carrier = new Carrier(cache);
    const line = new Line(
      TOPICS,
      {
        onFrame: (frame) => carrier.carry(frame),
        onState: settle,
        onMissed: () => void cache.invalidateQueries(),
      },
      () => connectTo(base()),
    );
    const nudge = () => line.nudge();
    line.start();
    window.addEventListener("online", nudge);
    return () => {
      if (late !== null) clearTimeout(late);
      window.removeEventListener("online", nudge);
      line.stop();
    };
  }, [cache, isIn]);

  useEffect(() => {
    if (state !== "interrupted") return;
    const poll = setInterval(() => void cache.invalidateQueries(), POLL_MS);
    return () => clearInterval(poll);
  }, [state, cache]);

  return <LineContext value={state}>{children}</LineContext>;
}
