"use client";
/** How many letters are unread: all that the frame of the pages needs of the inbox. */
import { useQuery } from "@tanstack/react-query";
import { api, told } from "@/api/client";

export const UNREAD = ["notifications", "unread"] as const;

export function useUnread(): number {
  const unread = useQuery({
    queryKey: UNREAD,
    queryFn: async ({ signal }) => {
      const page = await told(
        api.GET("/api/v1/notifications", { params: { query: { unread: true, limit: 1 } }, signal }),
      );
      return page.unread;
    },
  });
  return unread.data ?? 0;
}
