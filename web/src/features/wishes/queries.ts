"use client";
/** Reading wishes, and steering them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Undo2 } from "lucide-react";
import { api, told } from "@/api/client";
import { shownBy } from "@/api/meanwhile";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { reshow } from "./read";
import { type Change, changed, type Wish } from "./wish";

export type Whose = "mine" | "followed" | "everybody";

const PAGE = 100;
const WISHES = ["wishes"] as const;

export function useWishes(whose: Whose, isWanted = true) {
  const narrowed =
    whose === "mine" ? { requested_by: "me" } : whose === "followed" ? { followed: true } : {};
  return useInfiniteQuery({
    queryKey: [...WISHES, "list", whose],
    enabled: isWanted,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      told(
        api.GET("/api/v1/requests", {
          params: { query: { ...narrowed, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function useTimeline(id: string) {
  return useQuery({
    queryKey: [...WISHES, "timeline", id],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/requests/{request_id}/timeline", { ...at(id), signal })),
  });
}

/** How much of their quota somebody has used. */
export function useQuota(of = "me") {
  return useQuery({
    queryKey: [...WISHES, "quota", of],
    queryFn: ({ signal }) =>
      told(api.GET("/api/v1/requests/quota", { params: { query: { of } }, signal })),
  });
}

/** What may be done with a wish: take it back, undo that, try it once more, wish for more or less. Each
 * shows at once what it leads to, then what the house says of it, and goes back if that is a no. */
export function useSteering() {
  const undo = useDeed(
    ({ id }) => told(api.POST("/api/v1/requests/{request_id}/undo", at(id))),
    (before) => before,
  );
  const cancel = useDeed(
    ({ id }) => told(api.POST("/api/v1/requests/{request_id}/cancel", at(id))),
    () => ({ status: "cancelled" }),
    (wish) =>
      tell({
        icon: Undo2,
        tone: "plain",
        fact: TEXT.takenBack,
        rest: TEXT.takenBackRest,
        action: { label: TEXT.undo, icon: Undo2, run: () => undo(wish), isBrief: true },
      }),
  );
  const retry = useDeed(
    ({ id }) => told(api.POST("/api/v1/requests/{request_id}/retry", at(id))),
    () => ({ status: "approved", stuck_reason: null }),
  );
  const change = useDeed(
    ({ id }, body: Change) => told(api.PATCH("/api/v1/requests/{request_id}", { ...at(id), body })),
    changed,
    () => tell({ icon: Pencil, tone: "ok", fact: TEXT.changed, rest: TEXT.changedRest }),
  );
  return { cancel, retry, change };
}

function useDeed<Given extends unknown[]>(
  ask: (wish: Wish, ...given: Given) => Promise<Wish>,
  leadsTo: (wish: Wish, ...given: Given) => Partial<Wish>,
  said?: (wish: Wish) => void,
): (wish: Wish, ...given: Given) => void {
  const cache = useQueryClient();
  const show = ([wish, ...given]: [Wish, ...Given]) => {
    let before = wish;
    reshow(cache, wish.id, (shown) => {
      before = shown;
      return { ...shown, updated_at: new Date().toISOString(), ...leadsTo(wish, ...given) };
    });
    return before;
  };
  const deed = useMutation({
    ...shownBy(show),
    mutationFn: ([wish, ...given]) => ask(wish, ...given),
    onSuccess: (now, [wish]) => {
      reshow(cache, wish.id, () => now);
      said?.(wish);
    },
    onError: (error, [wish], before = wish) => {
      reshow(cache, wish.id, () => before);
      tellRefused(error);
    },
    onSettled: () => {
      for (const part of ["wishes", "titles"]) void cache.invalidateQueries({ queryKey: [part] });
    },
  });
  return (...meant) => deed.mutate(meant);
}

function at(id: string) {
  return { params: { path: { request_id: id } } };
}
