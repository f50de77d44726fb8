"use client";
/** What this house is called, and its colour: as it was told last, until it is told anew. */
import { useQuery } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { NAME_STORED_AS } from "@/browser/stored";

export type House = Got<"/api/v1/house">;
export type Accent = House["accent"];

export const HOUSE = ["house"] as const;
/** As it is called until somebody names it, and in the exported pages. */
export const UNNAMED = "MediaNest";
const RESTS_MS = 60_000;

export function useHouse() {
  return useQuery({
    queryKey: HOUSE,
    staleTime: RESTS_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/house", { signal })),
  });
}

export function nameAtTheLastVisit(): string | null {
  try {
    return localStorage.getItem(NAME_STORED_AS);
  } catch {
    return null;
  }
}
