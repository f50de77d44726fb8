"use client";
/** What every page shares: the query cache, which tries again calmly and never after a refusal. */
import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, useEffect, useState } from "react";
import { keepShowing } from "@/api/meanwhile";
import { type Problem, problemIn } from "@/api/problem";
import { Later } from "@/browser/later";
import { useFollowingTheDevice } from "@/browser/theme";
import { Spoken } from "@/language/chosen";

// What it does is seen a moment after the page itself.
const Called = lazy(async () => ({ default: (await import("@/features/house/called")).Called }));

const MOST_RETRIES = 2;
const MOST_WAITS = 6;
const LOOK_AGAIN_MS = 15_000;

// A choice shows before the next frame; a timer would let a ticked box jump back for a moment.
notifyManager.setScheduler(queueMicrotask);

export function Providers({ children }: { children: ReactNode }) {
  const [cache] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 5_000,
            refetchInterval: (query) => (query.state.status === "error" ? LOOK_AGAIN_MS : false),
            // A device that says it is offline may still reach a house in the same room.
            networkMode: "always",
            retry: (failures, error) => failures < retriesAfter(problemIn(error)),
            retryDelay: (failures, error) => pauseMs(failures, problemIn(error)),
          },
          mutations: { networkMode: "always" },
        },
      }),
  );
  useEffect(() => keepShowing(cache), [cache]);
  useFollowingTheDevice();
  return (
    <QueryClientProvider client={cache}>
      <Later>
        <Called />
      </Later>
      <Spoken>{children}</Spoken>
    </QueryClientProvider>
  );
}

function retriesAfter(problem: Problem): number {
  if (problem.kind === "limited") return MOST_WAITS;
  return problem.kind === "away" ? MOST_RETRIES : 0;
}

/** After "too fast" as long as the house asks for, and not all at one moment; else a little longer each time. */
function pauseMs(failures: number, problem: Problem): number {
  if (problem.kind !== "limited") return 1000 * 2 ** failures;
  const asked = (problem.retryAfterS ?? 1) * 1000;
  return Math.min(asked * (1 + Math.random()), LOOK_AGAIN_MS);
}
