"use client";
/** Reading the inbox, and saying what was read. */
import {
  hashKey,
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { shownBy } from "@/api/meanwhile";
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
  const count = (left: (count: number) => number) =>
    cache.setQueryData<number>(UNREAD, (old) => left(old ?? 0));
  const manners = {
    onError: tellRefused,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["notifications"] }),
  };
  const one = useMutation({
    ...shownBy((letter: Letter, news) => {
      show(({ id }) => id === letter.id);
      // One less than was counted: not once more for each time that the letters are read.
      if (!news || hashKey(news) === hashKey(UNREAD)) count((unread) => Math.max(0, unread - 1));
    }),
    mutationFn: (letter) =>
      told(
        api.POST("/api/v1/notifications/{notification_id}/read", {
          params: { path: { notification_id: letter.id } },
        }),
      ),
    ...manners,
  });
  const all = useMutation({
    ...shownBy<void, void>(() => {
      show(() => true);
      count(() => 0);
    }),
    mutationFn: () => told(api.POST("/api/v1/notifications/read-all")),
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
