"use client";
/** Reading the library. */
import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";

const A_SHELF = 12;

export function useRecent() {
  return useQuery({
    queryKey: ["library", "recent"],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/library/recent", { params: { query: { limit: A_SHELF } }, signal })),
  });
}
