"use client";
/** How one's own wishes stand, for pages that show titles and not wishes. */
import { useMemo } from "react";
import { useMay } from "@/features/session/only";
import { useWishes } from "./queries";
import { isOpen, type Stage, stageOf, type Wish } from "./wish";

type Title = Pick<Wish, "media_type" | "tmdb_id">;
export type Mine = (title: Title) => Stage | null;

/** The stage of one's open wish for a title; of several, the one that waits for a yes. */
export function useMine(): Mine {
  const wishes = useWishes("mine", useMay("requests.create")).data;
  return useMemo(() => mineOf(wishes?.pages.flatMap(({ items }) => items) ?? []), [wishes]);
}

export function mineOf(wishes: readonly Wish[]): Mine {
  const open = new Map<string, Stage>();
  for (const wish of wishes) {
    const stage = stageOf(wish);
    if (isOpen(stage) && open.get(keyOf(wish))?.kind !== "waiting") open.set(keyOf(wish), stage);
  }
  return (title) => open.get(keyOf(title)) ?? null;
}

function keyOf({ media_type, tmdb_id }: Title): string {
  return `${media_type}-${tmdb_id}`;
}
