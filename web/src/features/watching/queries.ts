"use client";
/** What is watched, by what, and what it means; and what of it anybody may see. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import type { Plan, Probe } from "./probe";

export type Watch = Got<"/api/v1/status/monitors/{monitor_id}/watch">;
export type PublicPage = Got<"/api/v1/settings/status/public-page">;

const WATCH = ["watching", "one"] as const;
const PUBLIC = ["settings", "public-page"] as const;

export function useWatch(monitor_id: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...WATCH, monitor_id],
    enabled: isWanted,
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/status/monitors/{monitor_id}/watch", {
          params: { path: { monitor_id } },
          signal,
        }),
      ),
  });
}

export function useTrial() {
  return useMutation({
    mutationFn: (probe: Probe) =>
      told(api.POST("/api/v1/status/monitors/test", { body: { probe } })),
  });
}

/** A change of what is watched; afterwards the status is read anew. */
function useChange<Given, Told>(ask: (given: Given) => Promise<Told>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["status"] });
      void cache.invalidateQueries({ queryKey: WATCH });
    },
  });
}

/** Watches something new, or something known in another way. */
export function usePlanning(monitor_id: string | null) {
  return useChange(
    useOnce((body: Plan, { key }) =>
      monitor_id === null
        ? told(api.POST("/api/v1/status/monitors", { body, headers: { "Idempotency-Key": key } }))
        : told(
            api.PATCH("/api/v1/status/monitors/{monitor_id}", {
              params: { path: { monitor_id } },
              body,
            }),
          ),
    ),
  );
}

export type Meaning = { means: string; serves: Watch["serves"]; depends_on: string[] };

export function useExplaining(monitor_id: string) {
  return useChange((body: Meaning) =>
    told(
      api.PUT("/api/v1/status/monitors/{monitor_id}/meaning", {
        params: { path: { monitor_id } },
        body,
      }),
    ),
  );
}

export function useStopping(monitor_id: string) {
  return useChange(() =>
    told(api.DELETE("/api/v1/status/monitors/{monitor_id}", { params: { path: { monitor_id } } })),
  );
}

export function usePublicPage() {
  return useQuery({
    queryKey: PUBLIC,
    queryFn: ({ signal }) => told(api.GET("/api/v1/settings/status/public-page", { signal })),
  });
}

export function usePublishing() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PublicPage) =>
      told(api.PUT("/api/v1/settings/status/public-page", { body })),
    onSuccess: (page) => cache.setQueryData<PublicPage>(PUBLIC, page),
  });
}
