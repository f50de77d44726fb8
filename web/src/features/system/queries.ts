"use client";
/** How the services are, and the work that failed for good. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import type { DeadLetter } from "./part";

const EVERY_MS = 15_000;
const DEAD = ["system", "dead"] as const;

export function useSystem() {
  return useQuery({
    queryKey: ["system", "now"],
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/admin/system", { signal })),
  });
}

export function useDead() {
  return useQuery({
    queryKey: DEAD,
    refetchInterval: EVERY_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/admin/dead-letters", { signal })),
  });
}

export function useRedrive() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ service, id }: DeadLetter) =>
      told(
        api.POST("/api/v1/admin/dead-letters/{service}/{job_id}/redrive", {
          params: { path: { service, job_id: id } },
        }),
      ),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["system"] }),
  });
}

export function useProofs() {
  return useMutation({ mutationFn: () => told(api.GET("/api/v1/admin/proofs")) });
}
