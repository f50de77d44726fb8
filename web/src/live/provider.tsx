"use client";
/** Carries what the line hears into the query cache; without a line, the page asks every 15 s. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { handOver } from "@/features/session/entering";
import { useMe } from "@/features/session/me";
import { askAnew } from "./anew";
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
  const me = useMe();
  const id = me.data?.id;
  const wasIn = useRef(id);
  const line = useRef<Wire>(null);

  useEffect(() => {
    if (id === undefined) return;
    if (wasIn.current !== undefined && wasIn.current !== id) handOver(cache);
    wasIn.current = id;
    let late: ReturnType<typeof setTimeout> | null = null;
    let isGone = false;
    const settle = (state: LineState, since?: Date) => {
      if (state === "interrupted") {
        // Each failed try says so again; what counts is when the line was lost.
        late ??= setTimeout(() => setStanding({ state, since }), PATIENCE_MS);
        return;
      }
      if (late !== null) clearTimeout(late);
      late = null;
      if (state === "signed-out") void cache.invalidateQueries({ queryKey: ["me"] });
      setStanding({ state });
    };
    const start = async () => {
      const { wired } = await import("./wire");
      if (!isGone) line.current = wired(cache, settle);
    };
    // What can't be fetched is a break like any other: the page asks by itself until it is loaded anew.
    start().catch(() => settle("interrupted", new Date()));
    const nudge = () => line.current?.nudge();
    window.addEventListener("online", nudge);
    return () => {
      isGone = true;
      if (late !== null) clearTimeout(late);
      window.removeEventListener("online", nudge);
      line.current?.stop();
      line.current = null;
    };
  }, [cache, id]);

  // That its session is over made `me` stale. Whoever is in all the same is so by a newer one.
  const isKnown = !me.isStale;
  useEffect(() => {
    if (standing.state === "signed-out" && isKnown) line.current?.goOn();
  }, [standing, isKnown]);

  const isAsking = standing.state === "interrupted";
  useEffect(() => {
    if (!isAsking) return;
    const poll = setInterval(() => void askAnew(cache), POLL_MS);
    return () => clearInterval(poll);
  }, [isAsking, cache]);

  return <LineContext value={standing}>{children}</LineContext>;
}
