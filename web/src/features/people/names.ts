"use client";
/** What people are called, for pages that name others. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { api, told } from "@/api/client";
import { PAGE_MOST, whole } from "@/api/whole";
import { useMe } from "@/features/session/me";
import { SHARED } from "@/look/messages";

/**
 * The name of a member by id; "You" for oneself, and "Somebody" where one may not know.
 *
 * Whoever came after the names were read is asked for at once: all that one look at a page misses in one
 * question, and nobody twice, for the erased have no name.
 */
export function useNames(isWanted = true): (id: string) => string {
  const me = useMe().data;
  const mayKnow = me?.permissions.includes("members.read") ?? false;
  const { data, refetch } = useQuery({
    queryKey: ["people", "names"],
    enabled: isWanted && mayKnow,
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      whole((cursor) =>
        told(
          api.GET("/api/v1/members", {
            params: { query: { limit: PAGE_MOST, ...(cursor ? { cursor } : {}) } },
            signal,
          }),
        ),
      ),
  });
  const missed = useRef(new Set<string>());
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const strangers = [...missed.current].filter((id) => !asked.current.has(id));
    missed.current.clear();
    if (strangers.length === 0) return;
    for (const id of strangers) asked.current.add(id);
    void refetch({ cancelRefetch: false });
  });
  return useCallback(
    (id) => {
      if (id === me?.id) return SHARED.you;
      const name = data?.items.find((member) => member.id === id)?.display_name;
      if (data && name === undefined) missed.current.add(id);
      return name ?? SHARED.somebody;
    },
    [me?.id, data],
  );
}
