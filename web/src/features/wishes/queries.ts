"use client";
/** Reading wishes, and steering them. */
import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { Undo2, X } from "lucide-react";
import { api, told } from "@/api/client";
import { problemIn } from "@/api/problem";
import { tell } from "@/look/surfaces/toast";
import { decidedSaid, TEXT } from "./messages";
import type { Wish } from "./wish";

export type Whose = "mine" | "followed" | "everybody";
export type Shown = "waiting" | "approved" | "declined" | "stuck";

const PAGE = 100;
const WISHES = ["wishes"] as const;
const WAITING = [...WISHES, "queue", "waiting"] as const;
const STATUSES: Record<Shown, string> = {
  waiting: "pending",
  approved: "approved,processing,partially_available,available",
  declined: "declined",
  stuck: "failed",
};

type Listed = { items: Wish[]; next?: string | null };

export function useWishes(whose: Whose, isWanted = true) {
  const narrowed =
    whose === "mine" ? { requested_by: "me" } : whose === "followed" ? { followed: true } : {};
  return useInfiniteQuery({
    queryKey: [...WISHES, "list", whose],
    enabled: isWanted,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET("/api/v1/requests", {
          params: { query: { ...narrowed, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useQueue(shown: Shown) {
  return useQuery({
    queryKey: [...WISHES, "queue", shown],
    queryFn: ({ signal }): Promise<Listed> =>
      told(
        api.GET("/api/v1/requests", {
          params: { query: { status: STATUSES[shown], limit: PAGE } },
          signal,
        }),
      ),
  });
}

export function useTimeline(id: string) {
  return useQuery({
    queryKey: [...WISHES, "timeline", id],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/requests/{request_id}/timeline", { ...at(id), signal })),
  });
}

export function useQuota() {
  return useQuery({
    queryKey: [...WISHES, "quota"],
    queryFn: ({ signal }) => told(api.GET("/api/v1/requests/quota", { signal })),
  });
}

export type Deciding = {
  approve(wishes: readonly Wish[]): void;
  decline(wishes: readonly Wish[], reason: string | null): void;
  undoLast(): void;
};

/** Yes or no to one or many. Each leaves the list at once, and comes back if the house says no. */
export function useDeciding(named: (wish: Wish) => string): Deciding {
  const cache = useQueryClient();
  const undo = useMutation({
    mutationFn: (ids: readonly string[]) =>
      Promise.all(ids.map((id) => told(api.POST("/api/v1/requests/{request_id}/undo", at(id))))),
    onError: refused,
    onSettled: () => settle(cache),
  });
  const decide = useMutation({
    mutationFn: ({ wishes, action, reason }: Decision) =>
      told(
        api.POST("/api/v1/requests/bulk", {
          body: { ids: wishes.map((wish) => wish.id), action, reason },
        }),
      ),
    onMutate: ({ wishes }) => without(cache, wishes),
    onSuccess: ({ items }, { wishes, action }) => {
      const done = items.filter((item) => item.ok).map((item) => item.id);
      const [first] = wishes.filter((wish) => done.includes(wish.id));
      const not = items.find((item) => !item.ok);
      if (not) tell({ icon: X, tone: "bad", fact: not.problem ?? TEXT.failedNow });
      if (!first) return;
      const what = decidedSaid(action, named(first), done.length);
      tell({
        icon: Undo2,
        tone: "ok",
        fact: what,
        rest: TEXT.toldSoon,
        action: { label: TEXT.undo, icon: Undo2, run: () => undo.mutate(done) },
      });
    },
    onError: refused,
    onSettled: () => settle(cache),
  });
  const last = decide.data?.items.flatMap((item) => (item.ok ? [item.id] : [])) ?? [];
  return {
    approve: (wishes) => decide.mutate({ wishes, action: "approve", reason: null }),
    decline: (wishes, reason) => decide.mutate({ wishes, action: "decline", reason }),
    undoLast: () => {
      if (last.length > 0) undo.mutate(last);
    },
  };
}

type Decision = { wishes: readonly Wish[]; action: "approve" | "decline"; reason: string | null };

/** What who wished may do: take it back, follow another's, try once more. */
export function useSteering() {
  const cache = useQueryClient();
  const onSettled = () => settle(cache);
  const cancel = useMutation({
    mutationFn: (id: string) => told(api.POST("/api/v1/requests/{request_id}/cancel", at(id))),
    onSuccess: () =>
      tell({ icon: Undo2, tone: "plain", fact: TEXT.takenBack, rest: TEXT.takenBackRest }),
    onError: refused,
    onSettled,
  });
  const retry = useMutation({
    mutationFn: (id: string) => told(api.POST("/api/v1/requests/{request_id}/retry", at(id))),
    onError: refused,
    onSettled,
  });
  const follow = useMutation({
    mutationFn: (id: string) => told(api.PUT("/api/v1/requests/{request_id}/follow", at(id))),
    onError: refused,
    onSettled,
  });
  return { cancel: cancel.mutate, retry: retry.mutate, follow: follow.mutate };
}

function without(cache: QueryClient, wishes: readonly Wish[]): void {
  const gone = new Set(wishes.map((wish) => wish.id));
  cache.setQueryData<Listed>(WAITING, (old) =>
    old ? { ...old, items: old.items.filter((wish) => !gone.has(wish.id)) } : old,
  );
}

function settle(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: WISHES });
  void cache.invalidateQueries({ queryKey: ["titles"] });
}

function refused(error: unknown): void {
  const problem = problemIn(error);
  tell({
    icon: X,
    tone: "bad",
    fact: problem.title,
    ...(problem.detail ? { rest: problem.detail } : {}),
  });
}

function at(id: string) {
  return { params: { path: { request_id: id } } };
}
