"use client";
/** Reading the library, as whoever looks may see it. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import type { Entry, Look } from "./item";

const A_SHELF = 12;
const PAGE = 120;
const A_WHILE_MS = 60_000;

type Some = { items: readonly Entry[]; next?: string | null };

export function useRecent() {
  return useQuery({
    queryKey: ["library", "recent"],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/library/recent", { params: { query: { limit: A_SHELF } }, signal })),
  });
}

export function useSections() {
  return useQuery({
    queryKey: ["library", "sections"],
    staleTime: A_WHILE_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/library/sections", { signal })),
  });
}

/** What a look shows: what is new, one section in its order, collections, or what words find. */
export function useShelf(look: Look) {
  return useInfiniteQuery({
    queryKey: ["library", "shelf", look],
    staleTime: A_WHILE_MS,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => some(look, pageParam, signal),
    getNextPageParam: (page) => page.next ?? null,
  });
}

function some(look: Look, cursor: string | null, signal: AbortSignal): Promise<Some> {
  const from = { limit: PAGE, ...(cursor ? { cursor } : {}) };
  if (look.words !== "" && (look.section === null || look.section === "collections"))
    return told(
      api.GET("/api/v1/library/search", {
        params: { query: { query: look.words, limit: 50 } },
        signal,
      }),
    );
  if (look.section === "collections")
    return told(api.GET("/api/v1/library/collections", { signal }));
  if (look.section === null)
    return told(api.GET("/api/v1/library/recent", { params: { query: from }, signal }));
  const narrowed = {
    sort: look.sort,
    ...(look.words ? { title: look.words } : {}),
    ...(look.unwatched ? { unwatched: true } : {}),
  };
  return told(
    api.GET("/api/v1/library/sections/{key}/items", {
      params: { path: { key: look.section }, query: { ...narrowed, ...from } },
      signal,
    }),
  );
}

export function useItem(key: string | null) {
  return useQuery({
    queryKey: ["library", "item", key],
    enabled: key !== null,
    staleTime: A_WHILE_MS,
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/library/items/{rating_key}", {
          params: { path: { rating_key: key ?? "" } },
          signal,
        }),
      ),
  });
}
