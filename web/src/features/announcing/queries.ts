"use client";
/** What was announced and what is planned: read, said, and taken back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import { type Holds, holdsUntil } from "./messages";

export type Announcement = Got<"/api/v1/status/announcements">["items"][number];
export type Maintenance = Got<"/api/v1/status/maintenance">["items"][number];

export function useAnnouncements() {
  return useQuery({
    queryKey: ["status", "announcements"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/status/announcements", { signal })),
  });
}

export function useMaintenance() {
  return useQuery({
    queryKey: ["status", "maintenance"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/status/maintenance", { signal })),
  });
}

function useChange<Given, Told>(ask: (given: Given) => Promise<Told>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["status"] }),
  });
}

export function useAnnouncing() {
  return useChange(
    useOnce(({ holds, ...said }: { title: string; text: string; holds: Holds }, { key, at }) =>
      told(
        api.POST("/api/v1/status/announcements", {
          body: { ...said, until: holdsUntil(holds, at) },
          headers: { "Idempotency-Key": key },
        }),
      ),
    ),
  );
}

export function useWithdrawing() {
  return useChange((announcement_id: string) =>
    told(
      api.DELETE("/api/v1/status/announcements/{announcement_id}", {
        params: { path: { announcement_id } },
      }),
    ),
  );
}

export type Plan = {
  title: string;
  text: string;
  starts_at: string;
  ends_at: string;
  monitor_ids: string[];
};

export function usePlanning() {
  return useChange(
    useOnce((body: Plan, { key }) =>
      told(api.POST("/api/v1/status/maintenance", { body, headers: { "Idempotency-Key": key } })),
    ),
  );
}

export function useEnding() {
  return useChange((maintenance_id: string) =>
    told(
      api.DELETE("/api/v1/status/maintenance/{maintenance_id}", {
        params: { path: { maintenance_id } },
      }),
    ),
  );
}
