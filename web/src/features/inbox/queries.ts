"use client";
/** Reading the inbox, and saying what was read. */
import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { tellRefused } from "@/look/surfaces/refused";
import { UNREAD } from "./unread";

export type Inbox = Got<"/api/v1/notifications">;
export type Letter = Inbox["items"][number];

const LETTERS = ["notifications", "letters"] as const;
const PAGE = 50;

export function useLetters() {
  return useInfiniteQuery({
    queryKey: LETTERS,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET("/api/v1/notifications", {
          params: { query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
}

export function useReading() {
  const cache = useQueryClient();
  const show = (isMeant: (letter: Letter) => boolean) => {
    const at = new Date().toISOString();
    cache.setQueryData<InfiniteData<Inbox>>(LETTERS, (old) =>
      old ? { ...old, pages: old.pages.map((page) => read(page, isMeant, at)) } : old,
    );
  };
  const manners = {
    onError: tellRefused,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["notifications"] }),
  };
  const one = useMutation({
    mutationFn: (letter: Letter) =>
      told(
        api.POST("/api/v1/notifications/{notification_id}/read", {
          params: { path: { notification_id: letter.id } },
        }),
      ),
    onMutate: (letter) => {
      show((other) => other.id === letter.id);
      cache.setQueryData<number>(UNREAD, (count) => Math.max(0, (count ?? 1) - 1));
    },
    ...manners,
  });
  const all = useMutation({
    mutationFn: () => told(api.POST("/api/v1/notifications/read-all")),
    onMutate: () => {
      show(() => true);
      cache.setQueryData<number>(UNREAD, 0);
    },
    ...manners,
  });
  return { read: one.mutate, readAll: all.mutate };
}

function read(page: Inbox, isMeant: (letter: Letter) => boolean, at: string): Inbox {
  return {
    ...page,
    items: page.items.map((letter) =>
      isMeant(letter) ? { ...letter, read_at: letter.read_at ?? at } : letter,
    ),
  };
}
