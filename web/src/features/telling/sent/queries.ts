"use client";
/** What left the house for its people, or should have. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";

type Page = Got<"/api/v1/notifications/deliveries">;
export type Delivery = Page["items"][number];
export type Happened = Got<"/api/v1/notifications/deliveries/{delivery_id}">["events"][number];

export const STANDINGS = ["pending", "sent", "failed", "dead", "suppressed"] as const;
export type Standing = (typeof STANDINGS)[number];

const PAGE = 20;
/** A try that fails or succeeds is announced to nobody. */
const ASKED_EVERY_MS = 15_000;

export type Looked = { member: string | null; status: Standing | null };

export function useSent({ member, status }: Looked) {
  return useInfiniteQuery({
    queryKey: ["telling", "sent", member, status],
    initialPageParam: "",
    refetchInterval: ASKED_EVERY_MS,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE,
        ...(member ? { member } : {}),
        ...(status ? { status } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      return told(api.GET("/api/v1/notifications/deliveries", { params: { query }, signal }));
    },
    getNextPageParam: (page: Page) => page.next ?? null,
  });
}

/** All that happened to one of them; `changedAt` is how new that is to be. */
export function useCourse(delivery_id: string, changedAt: string) {
  return useQuery({
    queryKey: ["telling", "sent", "one", delivery_id, changedAt],
    queryFn: ({ signal }) =>
      told(
        api.GET("/api/v1/notifications/deliveries/{delivery_id}", {
          params: { path: { delivery_id } },
          signal,
        }),
      ),
  });
}

export function standingOf({ status }: Pick<Delivery, "status">): Standing | null {
  return STANDINGS.find((one) => one === status) ?? null;
}
