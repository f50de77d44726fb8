"use client";
/** Downloads of who has to ask first, as whoever may say yes sees them. */
import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";

export const ASKING = ["downloads", "asking"] as const;
const MOST = 200;

export function useAsking(isWanted = true) {
  return useQuery({
    queryKey: ASKING,
    enabled: isWanted,
    queryFn: ({ signal }) => {
      const query = { status: "awaiting_approval", limit: MOST };
      return told(api.GET("/api/v1/downloads", { params: { query }, signal }));
    },
  });
}
