"use client";
/** Reading and steering downloads. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw, Trash2, Undo2, X } from "lucide-react";
import { api, told } from "@/api/client";
import { newKey } from "@/api/keys";
import { problemIn } from "@/api/problem";
import { tell } from "@/look/toast";
import type { Download } from "./download";
import { TEXT } from "./messages";
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
    staleTime: 5 * 60_000,
    retry: false,
    refetchInterval: false,
    queryFn: ({ signal }) =>
      told(api.POST("/api/v1/downloads/preview", { body: { url: url ?? "" }, signal })),
  });
}

export function useSubmit() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ url, preset, key }: { url: string; preset: string; key: string }) =>
      told(
        api.POST("/api/v1/downloads", {
          body: { url, preset },
          headers: { "Idempotency-Key": key },
        }),
      ),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ["downloads"] }),
  });
}

export function freshKey(): string {
  return newKey();
}

type Steering = {
  cancel(download: Download): void;
  retry(download: Download): void;
  remove(download: Download): void;
};

/** Cancel, try again, remove. Each shows at once what it will be, and goes back if the house says no. */
export function useSteering(): Steering {
  const cache = useQueryClient();
  const show = (id: string, change: (download: Download) => Download | null) =>
    cache.setQueryData<Listed>(LIST, (old) =>
      old
        ? { ...old, items: old.items.flatMap((one) => (one.id === id ? (change(one) ?? []) : one)) }
        : old,
    );
  const settle = () => void cache.invalidateQueries({ queryKey: ["downloads"] });
  const refused = (error: unknown) => {
    const problem = problemIn(error);
    tell({
      icon: X,
      tone: "bad",
      fact: problem.title,
      ...(problem.detail ? { rest: problem.detail } : {}),
    });
  };
  const retry = useMutation({
    mutationFn: (download: Download) =>
      told(api.POST("/api/v1/downloads/{download_id}/retry", at(download))),
    onMutate: (download) =>
      show(download.id, (one) => ({
        ...one,
        status: "queued",
        error: null,
        next_try_at: null,
        progress: null,
      })),
    onError: refused,
    onSettled: settle,
  });
  const cancel = useMutation({
    mutationFn: (download: Download) =>
      told(api.POST("/api/v1/downloads/{download_id}/cancel", at(download))),
    onMutate: (download) =>
      show(download.id, (one) => ({
        ...one,
        status: "cancelled",
        updated_at: new Date().toISOString(),
      })),
    onSuccess: (_, download) =>
      tell({
        icon: Trash2,
        tone: "plain",
        fact: TEXT.takenBack,
        rest: TEXT.takenBackRest,
        action: { label: TEXT.undo, icon: Undo2, run: () => retry.mutate(download) },
      }),
    onError: refused,
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: (download: Download) =>
      told(api.DELETE("/api/v1/downloads/{download_id}", at(download))),
    onMutate: (download) => show(download.id, () => null),
    onSuccess: () =>
      tell({ icon: RotateCw, tone: "plain", fact: TEXT.removed, rest: TEXT.removedRest }),
    onError: refused,
    onSettled: settle,
  });
  return { cancel: cancel.mutate, retry: retry.mutate, remove: remove.mutate };
}

function at(download: Download) {
  return { params: { path: { download_id: download.id } } };
}
