"use client";
/** Reading titles, and asking for them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { api, told } from "@/api/client";
import { newKey } from "@/api/keys";
import { problemIn } from "@/api/problem";
import { tell } from "@/look/toast";
import { TEXT } from "./messages";
import type { MediaType, Row } from "./title";

const A_WHILE_MS = 60_000;

export function useRow(row: Row) {
  return useQuery({
    queryKey: ["titles", "row", row],
    staleTime: A_WHILE_MS,
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/discover/{row}", { params: { path: { row } }, signal })),
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
};

export function useAsk() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Wanted) =>
      told(api.POST("/api/v1/requests", { body, headers: { "Idempotency-Key": newKey() } })),
    onSuccess: (wish) =>
      wish.status === "approved"
        ? tell({ icon: Check, tone: "ok", fact: TEXT.approved, rest: TEXT.approvedRest })
        : tell({ icon: Check, tone: "ok", fact: TEXT.asked, rest: TEXT.askedRest }),
    onError: (error) => {
      const problem = problemIn(error);
      tell({
        icon: X,
        tone: "bad",
        fact: problem.title,
        ...(problem.detail ? { rest: problem.detail } : {}),
      });
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ["titles"] });
      void cache.invalidateQueries({ queryKey: ["wishes"] });
    },
  });
}
