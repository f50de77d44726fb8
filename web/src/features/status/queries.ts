"use client";
/** Reading what is up. The page is asked again once a minute: times move without an event. */
import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import type { Window } from "./status";

const MINUTE_MS = 60_000;

export function useStatus() {
  return useQuery({
    queryKey: ["status", "now"],
    refetchInterval: MINUTE_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/status", { signal })),
  });
}

/** One monitor's past; the house answers for all of them at once, so a page asks once. */
export function useHistory(monitorId: string, window: Window) {
  return useQuery({
    queryKey: ["status", "history", window],
    staleTime: MINUTE_MS,
    refetchInterval: MINUTE_MS,
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/status/history", { params: { query: { window } }, signal })),
    select: (history) => history.monitors[monitorId] ?? [],
  });
}

export function useMonitor(monitorId: string) {
  return useQuery({
    queryKey: ["status", "monitor", monitorId],
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/status/monitors/{monitor_id}", {
          params: { path: { monitor_id: monitorId } },
          signal,
        }),
      ),
  });
}
