"use client";
/** Reading what is up. The page is asked again once a minute: times move without an event. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import type { Window } from "./status";

const MINUTE_MS = 60_000;
const PAGE = 20;

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

/** Takes care of an incident, unless somebody does already, and says something to it, if there is anything. */
export function useCaring(incident_id: string) {
  const params = { path: { incident_id } };
  return useChange(async ({ isFirst, text }: { isFirst: boolean; text: string }) => {
    if (isFirst) {
      await told(api.POST("/api/v1/status/incidents/{incident_id}/acknowledge", { params }));
    }
    if (text !== "") {
      const body = { text };
      await told(api.POST("/api/v1/status/incidents/{incident_id}/notes", { params, body }));
    }
  });
}

/** All incidents, the newest first, those that are over as well. */
export function useIncidents() {
  return useInfiniteQuery({
    queryKey: ["status", "incidents"],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET("/api/v1/status/incidents", {
          params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page: Got<"/api/v1/status/incidents">) => page.next ?? null,
  });
}

/** Says that it is over, whatever still does not answer. `onOver` is called although nothing of it is left
 * to see by then. */
export function useClosing(incident_id: string, onOver: () => void) {
  const params = { path: { incident_id } };
  return useChange(
    () => told(api.POST("/api/v1/status/incidents/{incident_id}/close", { params })),
    onOver,
  );
}

export function useBeingTold(monitor_id: string) {
  const path = "/api/v1/status/monitors/{monitor_id}/subscription";
  const params = { path: { monitor_id } };
  return useChange((isTold: boolean) =>
    told(isTold ? api.PUT(path, { params }) : api.DELETE(path, { params })),
  );
}

function useChange<Given, Told>(ask: (given: Given) => Promise<Told>, onSuccess = () => {}) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: () => onSuccess(),
    onSettled: () =>
      Promise.all(
        ["now", "incidents"].map((part) => cache.invalidateQueries({ queryKey: ["status", part] })),
      ),
  });
}
