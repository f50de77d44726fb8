"use client";
/** Reading titles, and asking for them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { type Choice, EVERYTHING, type Order } from "./filter";
import { askedSaid } from "./messages";
import type { MediaType, Row } from "./title";

const A_WHILE_MS = 60_000;

/** A row, or what was chosen of it. */
export function useRow(row: Row, choice: Choice = EVERYTHING) {
  const asked = askedOf(choice);
  return useQuery({
    queryKey: ["titles", "row", row, asked],
    staleTime: A_WHILE_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/discover/{row}", of(row, asked, signal))),
  });
}

/** All of a row, or all that was chosen of it, page by page. */
export function useWholeRow(row: Row, choice: Choice) {
  const asked = askedOf(choice);
  return useInfiniteQuery({
    queryKey: ["titles", "whole row", row, asked],
    staleTime: A_WHILE_MS,
    initialPageParam: 1,
    queryFn: ({ pageParam: page, signal }) =>
      told(api.GET("/api/v1/discover/{row}", of(row, { ...asked, page }, signal))),
    getNextPageParam: ({ page, pages }) => (page < pages ? page + 1 : null),
  });
}

/** All that words find, page by page. */
export function useFound(words: string) {
  return useInfiniteQuery({
    queryKey: ["titles", "found", words],
    enabled: words !== "",
    staleTime: A_WHILE_MS,
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET("/api/v1/search", {
          params: { query: { query: words, page: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: ({ page, pages }) => (page < pages ? page + 1 : null),
  });
}

export function useSearch(words: string) {
  return useQuery({
    queryKey: ["titles", "search", words],
    enabled: words !== "",
    staleTime: A_WHILE_MS,
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/search", { params: { query: { query: words } }, signal })),
  });
}

export function useTitle(named: { type: MediaType; id: number } | null) {
  return useQuery({
    queryKey: ["titles", "one", named?.type, named?.id],
    enabled: named !== null,
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/titles/{media_type}/{tmdb_id}", {
          params: { path: { media_type: named?.type ?? "movie", tmdb_id: named?.id ?? 0 } },
          signal,
        }),
      ),
  });
}

export type Wanted = {
  media_type: MediaType;
  tmdb_id: number;
  seasons: number[] | "all";
  is_4k: boolean;
  note: string | null;
  on_behalf_of: string | null;
};

/** `name`: for whom, where it is not oneself. */
export type Asking = { body: Wanted; name: string | null };

export function useAsk() {
  const cache = useQueryClient();
  const ask = useOnce(({ body }: Asking, { key }) =>
    told(api.POST("/api/v1/requests", { body, headers: { "Idempotency-Key": key } })),
  );
  return useMutation({
    mutationFn: ask,
    onSuccess: ({ status }, { name }) =>
      tell({ icon: Check, tone: "ok", ...askedSaid(status === "approved", name) }),
    onError: tellRefused,
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["titles"] });
      void cache.invalidateQueries({ queryKey: ["wishes"] });
    },
  });
}

type Asked = {
  page?: number;
  genre?: number;
  year_from?: number;
  year_to?: number;
  least_rating?: number;
  sort?: Order;
};

/** What is as usual is not asked for. */
function askedOf({ genre, from, to, rating, order }: Choice): Asked {
  return {
    ...(genre !== null && { genre }),
    ...(from !== null && { year_from: from }),
    ...(to !== null && { year_to: to }),
    ...(rating !== null && { least_rating: rating }),
    ...(order !== "popular" && { sort: order }),
  };
}

function of(row: Row, query: Asked, signal: AbortSignal) {
  return { params: { path: { row }, query }, signal };
}
