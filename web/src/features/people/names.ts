"use client";
/** What people are called, for pages that name others. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, told } from "@/api/client";
import { PAGE_MOST, whole } from "@/api/whole";
import { useMe } from "@/features/session/me";
import { SHARED } from "@/look/messages";

/** The name of a member by id; "You" for oneself, and "Somebody" where one may not know. */
export function useNames(isWanted = true): (id: string) => string {
  const me = useMe().data;
  const mayKnow = me?.permissions.includes("members.read") ?? false;
  const members = useQuery({
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
  }).data;
  return useCallback(
    (id) => {
      if (id === me?.id) return SHARED.you;
      return members?.items.find((member) => member.id === id)?.display_name ?? SHARED.somebody;
    },
    [me?.id, members],
  );
}
