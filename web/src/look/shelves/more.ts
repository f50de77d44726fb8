"use client";
/** What a long list asks of whatever is read page by page. */
import { useCallback } from "react";

type Read = {
  fetchNextPage: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
};

export type More = {
  hasMore: boolean;
  /** Asks for what comes next; nothing while something is being read, or was just refused. */
  more: (() => void) | null;
};

export function useMore({ fetchNextPage, hasNextPage, isFetching, isError }: Read): More {
  const ask = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return { hasMore: hasNextPage, more: isFetching || isError ? null : ask };
}
