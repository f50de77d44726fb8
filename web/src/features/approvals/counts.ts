"use client";
/** How many wait for the yes of whoever looks: all that the frame of the pages needs of them. */
import { askedFor, useAsking } from "@/features/downloads/asking";
import { useMe } from "@/features/session/me";
import { useCounts } from "@/features/wishes/counts";

export function useToDecide(): number {
  const may = useMe().data?.permissions ?? [];
  const wishes = useCounts(may.includes("requests.decide")).data?.pending ?? 0;
  const downloads = useAsking(may.includes("downloads.manage")).data?.items ?? [];
  return wishes + askedFor(downloads);
}
