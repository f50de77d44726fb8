"use client";
/** What is chosen for everybody here, and what counts as long as nobody chooses. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Undo2 } from "lucide-react";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import type { paths } from "@/api/schema";
import { tell } from "@/look/surfaces/toast";
import { CHOSEN } from "./messages";

export type ChosenPath =
  | "/api/v1/settings/requests/limits"
  | "/api/v1/settings/downloads/limits"
  | "/api/v1/settings/downloads/quality";

export type Wished<P extends ChosenPath> =
  paths[P]["put"]["requestBody"]["content"]["application/json"];

type Answer = { data?: unknown; error?: unknown; response: Response };
type Call = (path: string, init?: { body?: unknown; signal?: AbortSignal }) => Promise<Answer>;

// All of them have one shape; the client's types know only one path at a time.
const wall = api as unknown as Record<"GET" | "PUT" | "DELETE", Call>;

const keyOf = (path: ChosenPath) => ["chosen", path] as const;
/** What others have read of it. */
const SEEN_ELSEWHERE = [["wishes"], ["downloads"], ["titles"]] as const;

export function useChosen<P extends ChosenPath>(path: P) {
  return useQuery({
    queryKey: keyOf(path),
    queryFn: async ({ signal }) => (await told(wall.GET(path, { signal }))) as Got<P>,
  });
}

type Change<P extends ChosenPath> = { to: Wished<P> } | { from: Wished<P> };

/** To keep a choice, and to go back to how the house was set up, with a way back from there. */
export function useChoosing<P extends ChosenPath>(path: P) {
  const cache = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (change: Change<P>) =>
      (await told(
        "to" in change ? wall.PUT(path, { body: change.to }) : wall.DELETE(path),
      )) as Got<P>,
    // Said here: the form that asked is drawn anew by then, and hears no answer any more.
    onSuccess: (now, change) => {
      cache.setQueryData(keyOf(path), now);
      for (const queryKey of SEEN_ELSEWHERE) void cache.invalidateQueries({ queryKey });
      const fact = "to" in change ? CHOSEN.kept : CHOSEN.forgotten;
      const back =
        "to" in change
          ? {}
          : { action: { label: CHOSEN.undo, icon: Undo2, run: () => mutate({ to: change.from }) } };
      tell({ icon: Check, tone: "ok", fact, ...back });
    },
  });
  return {
    keep: (wished: Wished<P>) => mutate({ to: wished }),
    forget: (before: Wished<P>) => mutate({ from: before }),
    isPending,
    error,
  };
}
