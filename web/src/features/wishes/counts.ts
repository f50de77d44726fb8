"use client";
/** How many wishes stand where: all that the frame of the pages needs of them. */
import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";

export function useCounts(isWanted = true) {
  return useQuery({
    queryKey: ["wishes", "counts"],
    enabled: isWanted,
    queryFn: ({ signal }) => told(api.GET("/api/v1/requests/count", { signal })),
  });
}
