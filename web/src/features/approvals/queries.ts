"use client";
/** Reading what waits for a yes, and what became of the rest. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { askedFor, useAsking } from "@/features/downloads/asking";
import { useMay } from "@/features/session/only";
import { useCounts } from "@/features/wishes/counts";
import type { Counts } from "@/features/wishes/wish";
import { useAnswering } from "./answering";
import { inTurn } from "./waiting";

const PAGE = 100;
export const QUEUE = ["wishes", "queue", "waiting"] as const;

/** Tabs, and the wishes that stand in each. */
const STATUSES = {
  waiting: ["pending"],
  approved: ["approved", "processing", "partially_available", "available"],
  declined: ["declined"],
  stuck: ["failed"],
} as const;
export type Shown = keyof typeof STATUSES;
export const TABS = Object.keys(STATUSES) as readonly Shown[];

/** Everything that waits, who has waited longest first; either part only for who may answer it. */
export function useWaiting() {
  const decides = useMay("requests.decide");
  const manages = useMay("downloads.manage");
  const wishes = useQueue("waiting", decides);
  const downloads = useAsking(manages);
  const counts = useCounts(decides).data;
  const answering = useAnswering();
  const isLeft = ({ id }: { id: string }) => !answering.has(id);
  const asked = wishes.data?.pages.flatMap((page) => page.items).filter(isLeft) ?? [];
  const videos = downloads.data?.items.filter(isLeft) ?? [];
  // What was answered a moment ago has left the list, but is still counted.
  const pending = wishes.hasNextPage ? (counts?.pending ?? asked.length) : asked.length;
  return {
    items: inTurn(asked, videos),
    many: { wishes: pending, downloads: askedFor(videos) },
    isLooking: wishes.isLoading || downloads.isLoading,
    /** Whether all of it could be read; of half of it nobody can say how much waits. */
    isKnown: (!decides || wishes.data !== undefined) && (!manages || downloads.data !== undefined),
    wishes,
    downloads,
  };
}

/** Wishes of a tab: what waits begins with the oldest, what is answered with the newest. */
export function useQueue(shown: Shown, isWanted = true) {
  const query = {
    status: STATUSES[shown].join(),
    order: shown === "waiting" ? "oldest" : "newest",
    limit: PAGE,
  };
  return useInfiniteQuery({
    queryKey: ["wishes", "queue", shown],
    enabled: isWanted,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) =>
      told(
        api.GET("/api/v1/requests", {
          params: { query: { ...query, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** How many stand in a tab. */
export function manyIn(shown: Shown, counts: Counts | undefined): number {
  return STATUSES[shown].reduce((sum, status) => sum + (counts?.[status] ?? 0), 0);
}
