"use client";
/** Downloads of who has to ask first, as whoever may say yes sees them. */
import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { PAGE_MOST, type Whole, whole } from "@/api/whole";
import type { Download } from "./download";

export const ASKING = ["downloads", "asking"] as const;
export type Asking = Whole<Download>;

/** All of them: of a playlist whose end is on another page nobody could say yes to the whole. */
export function useAsking(isWanted = true) {
  return useQuery({
    queryKey: ASKING,
    enabled: isWanted,
    queryFn: ({ signal }): Promise<Asking> =>
      whole((cursor) => {
        const query = {
          status: "awaiting_approval",
          limit: PAGE_MOST,
          ...(cursor ? { cursor } : {}),
        };
        return told(api.GET("/api/v1/downloads", { params: { query }, signal }));
      }),
  });
}

/** How often somebody has to say yes: once for a playlist. */
export function askedFor(downloads: readonly Download[]): number {
  return new Set(downloads.map(({ id, collection_id }) => collection_id ?? id)).size;
}
