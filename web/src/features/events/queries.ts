"use client";
/** Reading the logs: facts in one line, one thing's history, and what led to what. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { PAGE_MOST, whole } from "@/api/whole";
import type { Look, Service } from "./fact";

const PAGE = 60;

/** Facts of a person or of everything, newest first. */
export function useFacts(look: Exclude<Look, { kind: "thing" }> | null) {
  return useInfiniteQuery({
    queryKey: ["events", "facts", look],
    enabled: look !== null,
    initialPageParam: null as string | null,
    getNextPageParam: (page: Got<"/api/v1/admin/events">) => page.next ?? null,
    queryFn: ({ signal, pageParam }) =>
      told(
        api.GET("/api/v1/admin/events", {
          params: {
            query: {
              limit: PAGE,
              ...(pageParam ? { cursor: pageParam } : {}),
              ...(look?.kind === "person" ? { actor: look.actor } : {}),
              ...(look?.kind === "everything" && look.service ? { service: look.service } : {}),
              ...(look?.kind === "everything" && look.type ? { type: look.type } : {}),
            },
          },
          signal,
        }),
      ),
  });
}

/** One thing's history, oldest first, with its state before and after each fact. */
export function useStory(thing: { service: Service; stream: string } | null) {
  return useQuery({
    queryKey: ["events", "story", thing?.service, thing?.stream],
    enabled: thing !== null,
    queryFn: ({ signal }) =>
      whole((cursor) =>
        told(
          api.GET("/api/v1/admin/streams/{service}/{stream}", {
            params: {
              path: { service: thing?.service ?? "gateway", stream: thing?.stream ?? "" },
              query: { limit: PAGE_MOST, ...(cursor ? { cursor } : {}) },
            },
            signal,
          }),
        ),
      ),
  });
}

export function useCauses(event_id: string | null) {
  return useQuery({
    queryKey: ["events", "causes", event_id],
    enabled: event_id !== null,
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/admin/events/{event_id}/causes", {
          params: { path: { event_id: event_id ?? "" } },
          signal,
        }),
      ),
  });
}
