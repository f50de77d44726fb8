"use client";
/** Reports of problems: read, made, answered, and closed. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import type { OneIssue, Report, Show } from "./issue";

const PAGE = 50;
const LIST = ["issues", "list"] as const;
const ONE = ["issues", "one"] as const;

export function useIssues(status: Show) {
  return useInfiniteQuery({
    queryKey: [...LIST, status],
    initialPageParam: null as string | null,
    getNextPageParam: (page: Got<"/api/v1/issues">) => page.next ?? null,
    queryFn: ({ signal, pageParam }) =>
      told(
        api.GET("/api/v1/issues", {
          params: { query: { status, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
  });
}

export function useIssue(issue_id: string) {
  return useQuery({
    queryKey: [...ONE, issue_id],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/issues/{issue_id}", { params: { path: { issue_id } }, signal })),
  });
}

export function useReporting() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: useOnce((body: Report, { key }) =>
      told(api.POST("/api/v1/issues", { body, headers: { "Idempotency-Key": key } })),
    ),
    onSuccess: () => void cache.invalidateQueries({ queryKey: LIST }),
  });
}

function useSaying<Given>(issue_id: string, say: (given: Given) => Promise<OneIssue>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: say,
    onSuccess: (shown) => {
      cache.setQueryData<OneIssue>([...ONE, issue_id], shown);
      void cache.invalidateQueries({ queryKey: LIST });
    },
  });
}

export function useAnswering(issue_id: string) {
  return useSaying(
    issue_id,
    useOnce((text: string, { key }) =>
      told(
        api.POST("/api/v1/issues/{issue_id}/comments", {
          params: { path: { issue_id } },
          body: { text },
          headers: { "Idempotency-Key": key },
        }),
      ),
    ),
  );
}

export function useClosing(issue_id: string) {
  return useSaying(issue_id, (isSolved: boolean) =>
    told(
      isSolved
        ? api.POST("/api/v1/issues/{issue_id}/resolve", { params: { path: { issue_id } } })
        : api.POST("/api/v1/issues/{issue_id}/reopen", { params: { path: { issue_id } } }),
    ),
  );
}
