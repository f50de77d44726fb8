"use client";
/** Reading downloads, and asking for them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import { problemIn } from "@/api/problem";
import { STAYS_READ } from "@/live/anew";
import { tellRefused } from "@/look/surfaces/refused";
import type { Turn } from "./download";
import type { Extras } from "./paste/extras";
import { LIST, type Listed } from "./progress";

const PAGE = 100;

export function useDownloads() {
  return useQuery({
    queryKey: LIST,
    queryFn: async ({ signal }): Promise<Listed> => {
      const page = await told(
        api.GET("/api/v1/downloads", { params: { query: { limit: PAGE } }, signal }),
      );
      return { items: page.items, next: page.next ?? null };
    },
  });
}

/** What came before the first page, asked for only when somebody wants to see it. */
export function useOlder(from: string | null, isWanted: boolean) {
  return useInfiniteQuery({
    queryKey: ["downloads", "older", from],
    enabled: isWanted && from !== null,
    initialPageParam: from,
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET("/api/v1/downloads", {
          params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
}

export function usePresets() {
  return useQuery({
    queryKey: ["presets"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => told(api.GET("/api/v1/downloads/presets", { signal })),
  });
}

export function usePreview(url: string | null) {
  return useQuery({
    queryKey: ["preview", url],
    enabled: url !== null,
    // Another site is asked, and may take a minute and a half: only when somebody wants it.
    meta: STAYS_READ,
    staleTime: 5 * 60_000,
    retry: false,
    refetchInterval: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: ({ signal }) =>
      told(api.POST("/api/v1/downloads/preview", { body: { url: url ?? "" }, signal })),
  });
}

export type Wanted = {
  url: string;
  preset: string;
  extras: Extras | null;
  priority: Turn;
  items: number[] | null;
};

/** On what terms it is wanted. */
export type Terms = Pick<Wanted, "preset" | "extras" | "priority">;

/** A video, or of a playlist the chosen items (`items`, counted from 1). */
export function useSubmit() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: useOnce(({ items, ...wish }: Wanted, { key }): Promise<{ id: string }> => {
      const headers = { "Idempotency-Key": key };
      return items === null
        ? told(api.POST("/api/v1/downloads", { body: wish, headers }))
        : told(api.POST("/api/v1/downloads/collections", { body: { ...wish, items }, headers }));
    }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ["downloads"] }),
  });
}

export function useAllowance() {
  return useQuery({
    queryKey: ["downloads", "allowance"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/downloads/allowance", { signal })),
  });
}

export function useCollections() {
  return useQuery({
    queryKey: ["downloads", "collections"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/downloads/collections", { signal })),
  });
}

type ListDeed = "pause" | "resume" | "cancel" | "retry";

export function useCollectionSteering(): (id: string, action: ListDeed) => void {
  const cache = useQueryClient();
  const steer = useMutation({
    mutationFn: ({ id, action }: { id: string; action: ListDeed }) =>
      told(
        api.POST("/api/v1/downloads/collections/{collection_id}/steer", {
          params: { path: { collection_id: id } },
          body: { action },
        }),
      ),
    onError: tellRefused,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["downloads"] }),
  });
  return (id, action) => steer.mutate({ id, action });
}

/** A link to one of its files, good for whoever asked and for a minute. */
export function useFileLink(download_id: string) {
  return useMutation({
    mutationFn: (index: number) =>
      told(
        api.POST("/api/v1/downloads/{download_id}/files/{index}/link", {
          params: { path: { download_id, index } },
        }),
      ),
  });
}

const COOKIES = ["downloads", "cookies"] as const;
type Kept = Got<"/api/v1/downloads/cookies">;

/** That some are kept; null where none are. */
export function useCookies() {
  return useQuery({
    queryKey: COOKIES,
    queryFn: async ({ signal }): Promise<Kept | null> => {
      try {
        return await told(api.GET("/api/v1/downloads/cookies", { signal }));
      } catch (error) {
        if (problemIn(error).kind === "missing") return null;
        throw error;
      }
    },
  });
}

export function useKeeping() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => told(api.PUT("/api/v1/downloads/cookies", { body: { text } })),
    onSuccess: (kept) => cache.setQueryData<Kept | null>(COOKIES, kept),
  });
}

export function useForgetting() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => told(api.DELETE("/api/v1/downloads/cookies")),
    onSuccess: () => cache.setQueryData<Kept | null>(COOKIES, null),
  });
}
