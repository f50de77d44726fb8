"use client";
/** Whether one is told of somebody else's wish, and how to change that. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { shownBy } from "@/api/meanwhile";
import { tellRefused } from "@/look/surfaces/refused";

const FOLLOWED = ["wishes", "followed ids"] as const;
const MOST = 200;

export function useFollowing(id: string | null): {
  isFollowed: boolean | null;
  toggle: () => void;
} {
  const cache = useQueryClient();
  const followed = useQuery({
    queryKey: FOLLOWED,
    enabled: id !== null,
    queryFn: async ({ signal }) => {
      const query = { followed: true, limit: MOST };
      const page = await told(api.GET("/api/v1/requests", { params: { query }, signal }));
      return page.items.map((wish) => wish.id);
    },
  }).data;
  const isFollowed = followed === undefined || id === null ? null : followed.includes(id);
  const show = (isWanted: boolean) =>
    cache.setQueryData<string[]>(FOLLOWED, (old = []) => {
      const others = old.filter((one) => one !== id);
      return isWanted && id ? [...others, id] : others;
    });
  const change = useMutation({
    ...shownBy(show),
    mutationFn: (isWanted) => {
      const at = { params: { path: { request_id: id ?? "" } } };
      return isWanted
        ? told(api.PUT("/api/v1/requests/{request_id}/follow", at))
        : told(api.DELETE("/api/v1/requests/{request_id}/follow", at));
    },
    onError: tellRefused,
    // Once it is followed, a title shows it; and no more afterwards.
    onSettled: () => {
      for (const part of ["wishes", "titles"]) void cache.invalidateQueries({ queryKey: [part] });
    },
  });
  return { isFollowed, toggle: () => change.mutate(isFollowed !== true) };
}
