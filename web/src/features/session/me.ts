"use client";
/** Who is signed in: the one thing of the session that every page asks for first. */
import { useQuery } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";

export type Member = Got<"/api/v1/me">;

export function useMe() {
  return useQuery({
    queryKey: ["me"],
    staleTime: 60_000,
    queryFn: ({ signal }) => told(api.GET("/api/v1/me", { signal })),
  });
}
