"use client";
/** Carries what the line hears into the query cache; without a line, the page asks every 15 s. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useMe } from "@/features/session/me";
import type { LineState } from "./line";
import type { Wire } from "./wire";

const POLL_MS = 15_000;
/** A short break is nobody's business. */
const PATIENCE_MS = 3_000;

type Standing = { state: LineState; since?: Date | undefined };

const CONNECTING: Standing = { state: "connecting" };
const LineContext = createContext(CONNECTING);

export function useLine(): Standing {
  return useContext(LineContext);
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const cache = useQueryClient();
  const [standing, setStanding] = useState(CONNECTING);
  const isIn = useMe().data !== undefined;

  useEffect(() => {
    if (!isIn) return;
    let late: ReturnType<typeof setTimeout> | null = null;
    let line: Wire | null = null;
    let isGone = false;
    const settle = (state: LineState, since?: Date) => {
      if (state === "interrupted") {
        // Each failed try says so again; what counts is when the line was lost.
        late ??= setTimeout(() => setStanding({ state, since }), PATIENCE_MS);
        return;
      }
      if (late !== null) clearTimeout(late);
      late = null;
      setStanding({ state });
      if (state === "signed-out") void cache.invalidateQueries({ queryKey: ["me"] });
    };
    const start = async () => {
      const { wired } = await import("./wire");
      if (!isGone) line = wired(cache, settle);
    };
    // What can't be fetched is a break like any other: the page asks by itself until it is loaded anew.
    start().catch(() => settle("interrupted", new Date()));
    const nudge = () => line?.nudge();
    window.addEventListener("online", nudge);
    return () => {
      isGone = true;
      if (late !== null) clearTimeout(late);
      window.removeEventListener("online", nudge);
      line?.stop();
    };
  }, [cache, isIn]);

  const isAsking = standing.state === "interrupted";
  useEffect(() => {
    if (!isAsking) return;
    const poll = setInterval(() => void cache.invalidateQueries(), POLL_MS);
    return () => clearInterval(poll);
  }, [isAsking, cache]);

  return <LineContext value={standing}>{children}</LineContext>;
}
