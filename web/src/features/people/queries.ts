"use client";
/** Who lives here and who is invited: read, and changed by those who may. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got, Posted } from "@/api/answers";
import { api, told } from "@/api/client";
import { shownBy } from "@/api/meanwhile";
import { useOnce } from "@/api/once";
import { type InvitedRole, type Span, until } from "./invite";
import { type Change, changed, type LimitName, type Person } from "./person";

const PAGE = 50;
const LIST = ["people", "list"] as const;
const ONE = ["people", "one"] as const;
const INVITES = ["people", "invites"] as const;

export function usePeople(words: string) {
  return useInfiniteQuery({
    queryKey: [...LIST, words],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Got<"/api/v1/members">) => page.next ?? null,
    queryFn: ({ signal, pageParam }) =>
      told(
        api.GET("/api/v1/members", {
          params: {
            query: {
              limit: PAGE,
              ...(words ? { query: words } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
  });
}

export function usePerson(member_id: string) {
  return useQuery({
    queryKey: [...ONE, member_id],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/members/{member_id}", { params: { path: { member_id } }, signal })),
  });
}

/** Changes somebody: it shows at once, and goes back if the house refuses it. */
export function useChange(member_id: string) {
  const cache = useQueryClient();
  const show = (change: Change) => {
    const before = cache.getQueryData<Person>([...ONE, member_id]);
    if (before) cache.setQueryData<Person>([...ONE, member_id], changed(before, change));
    return before;
  };
  return useMutation({
    ...shownBy(show),
    mutationFn: (body) =>
      told(api.PATCH("/api/v1/members/{member_id}", { params: { path: { member_id } }, body })),
    // One after the other, so that the change made last is the one that stays.
    scope: { id: `person ${member_id}` },
    onError: (_error, _change, before) => cache.setQueryData<Person>([...ONE, member_id], before),
    onSuccess: (person) => cache.setQueryData<Person>([...ONE, member_id], person),
    onSettled: () => void cache.invalidateQueries({ queryKey: LIST }),
  });
}

export function useEndingSessions(member_id: string) {
  return useMutation({
    mutationFn: () =>
      told(api.DELETE("/api/v1/members/{member_id}/sessions", { params: { path: { member_id } } })),
  });
}

/** `onErased` is called even if their page is gone by then: news of it may be faster than the answer. */
export function useErasing(member_id: string, onErased: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () =>
      told(api.POST("/api/v1/members/{member_id}/erase", { params: { path: { member_id } } })),
    onSuccess: () => {
      onErased();
      void cache.invalidateQueries({ queryKey: ["people"] });
    },
  });
}

export function useInvites(isWanted: boolean) {
  return useQuery({
    queryKey: INVITES,
    enabled: isWanted,
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/invites", { params: { query: { limit: 100 } }, signal })),
  });
}

export const SOURCES = ["plex", "overseerr"] as const;
export type Source = (typeof SOURCES)[number];
export type Imported = Posted<"/api/v1/members/import">;

/** Many at once take their time; what is left comes with the next call. */
export function useImporting() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (source: Source) => told(api.POST("/api/v1/members/import", { body: { source } })),
    onSettled: () => void cache.invalidateQueries({ queryKey: ["people"] }),
  });
}

export type NewInvite = {
  role: InvitedRole;
  uses: number;
  span: Span;
  note: string | null;
  limits: Partial<Record<LimitName, number>>;
};

export function useInviting() {
  const cache = useQueryClient();
  const offer = useOnce(({ span, ...terms }: NewInvite, { key, at }) =>
    told(
      api.POST("/api/v1/invites", {
        body: { ...terms, expires_at: until(span, at).toISOString() },
        headers: { "Idempotency-Key": key },
      }),
    ),
  );
  return useMutation({
    mutationFn: async (terms: NewInvite) => {
      const made = await offer(terms);
      if (made.link !== null) return made;
      // Its link was shown in the answer that got lost, and never again: another takes its place.
      await withdraw(made.id);
      return offer(terms);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: INVITES }),
  });
}

export function useWithdrawing() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: withdraw,
    onSettled: () => void cache.invalidateQueries({ queryKey: INVITES }),
  });
}

function withdraw(invite_id: string) {
  return told(api.DELETE("/api/v1/invites/{invite_id}", { params: { path: { invite_id } } }));
}
