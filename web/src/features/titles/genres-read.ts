"use client";
/** Which genres there are, of films, of series, or of both. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, told } from "@/api/client";
import { type Genre, merged } from "./filter";
import type { MediaType } from "./title";

const AN_HOUR_MS = 3_600_000;

export type Genres = {
  /** Each once, in the order of their names; none as long as they are not known. */
  all: readonly Genre[];
  /** Whether there is such a genre of this kind, as far as is known. */
  isOffered: (kind: MediaType, genre: number) => boolean;
};

export function useGenres(kind: MediaType | null): Genres {
  const movie = useGenresOf("movie").data;
  const tv = useGenresOf("tv").data;
  const all = useMemo(
    () =>
      merged([...(kind === "tv" ? [] : (movie ?? [])), ...(kind === "movie" ? [] : (tv ?? []))]),
    [kind, movie, tv],
  );
  const isOffered = useCallback(
    (of: MediaType, genre: number) => {
      const known = of === "movie" ? movie : tv;
      return known === undefined || known.some(({ id }) => id === genre);
    },
    [movie, tv],
  );
  return { all, isOffered };
}

function useGenresOf(media_type: MediaType) {
  return useQuery({
    queryKey: ["titles", "genres", media_type],
    staleTime: AN_HOUR_MS,
    queryFn: async ({ signal }) => {
      const path = { media_type };
      const page = await told(
        api.GET("/api/v1/discover/genres/{media_type}", { params: { path }, signal }),
      );
      return page.items;
    },
  });
}
