"use client";
/** Steering downloads. Each deed shows at once what it leads to, and goes back if the house says no. */
import { type MutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePause, RotateCw, Trash2, Undo2 } from "lucide-react";
import { useMemo } from "react";
import { api, told } from "@/api/client";
import { shownBy } from "@/api/meanwhile";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import type { Download, Turn } from "../download";
import { TEXT } from "../messages";
import { LIST, type Listed } from "../progress";
import type { Hands } from "./actions";

type Change = (download: Download) => Download | null;

export function useSteering(): Hands {
  const cache = useQueryClient();
  const show = (id: string, change: Change) =>
    cache.setQueryData<Listed>(LIST, (old) =>
      old
        ? { ...old, items: old.items.flatMap((one) => (one.id === id ? (change(one) ?? []) : one)) }
        : old,
    );
  const deed = (
    ask: (download: Download) => Promise<unknown>,
    change: Change,
    said?: (download: Download) => void,
  ): MutationOptions<unknown, Error, Download> => ({
    ...shownBy((download: Download) => show(download.id, change)),
    mutationFn: ask,
    onSuccess: (_, download) => said?.(download),
    onError: tellRefused,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["downloads"] }),
  });
  const at = (download: Download) => ({ params: { path: { download_id: download.id } } });
  const retry = useMutation(
    deed(
      (one) => told(api.POST("/api/v1/downloads/{download_id}/retry", at(one))),
      (one) => ({ ...one, status: "queued", error: null, next_try_at: null, progress: null }),
    ),
  );
  const resume = useMutation(
    deed(
      (one) => told(api.POST("/api/v1/downloads/{download_id}/resume", at(one))),
      (one) => ({ ...one, status: "queued" }),
    ),
  );
  const pause = useMutation(
    deed(
      (one) => told(api.POST("/api/v1/downloads/{download_id}/pause", at(one))),
      (one) => ({ ...one, status: "paused" }),
      (one) => undoable(TEXT.paused, () => resume.mutate(one), CirclePause),
    ),
  );
  const cancel = useMutation(
    deed(
      (one) => told(api.POST("/api/v1/downloads/{download_id}/cancel", at(one))),
      (one) => ({ ...one, status: "cancelled", updated_at: new Date().toISOString() }),
      (one) => undoable(TEXT.takenBack, () => retry.mutate(one), Trash2, TEXT.takenBackRest),
    ),
  );
  const remove = useMutation(
    deed(
      (one) => told(api.DELETE("/api/v1/downloads/{download_id}", at(one))),
      () => null,
      () => tell({ icon: RotateCw, tone: "plain", fact: TEXT.removed, rest: TEXT.removedRest }),
    ),
  );
  const move = useMutation({
    ...shownBy(({ id, place }: Moved) => show(id, (one) => ({ ...one, place }))),
    mutationFn: ({ id, before }) =>
      told(
        api.POST("/api/v1/downloads/{download_id}/move", {
          params: { path: { download_id: id } },
          body: { before },
        }),
      ),
    onError: tellRefused,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["downloads"] }),
  });
  const prioritize = useMutation({
    ...shownBy(({ id, priority }: Prioritized) => show(id, (one) => ({ ...one, priority }))),
    mutationFn: ({ id, priority }) =>
      told(
        api.POST("/api/v1/downloads/{download_id}/priority", {
          params: { path: { download_id: id } },
          body: { priority },
        }),
      ),
    // One after the other, so that the turn chosen last is the one that stays.
    scope: { id: "priority" },
    onError: tellRefused,
    onSettled: () => void cache.invalidateQueries({ queryKey: ["downloads"] }),
  });
  // The same hands as long as the page stands: rows that did not change need not be drawn again.
  return useMemo(
    () => ({
      pause: pause.mutate,
      resume: resume.mutate,
      cancel: cancel.mutate,
      retry: retry.mutate,
      remove: remove.mutate,
      move: (download, to) => move.mutate({ id: download.id, ...to }),
      prioritize: (download, priority) => prioritize.mutate({ id: download.id, priority }),
    }),
    [
      pause.mutate,
      resume.mutate,
      cancel.mutate,
      retry.mutate,
      remove.mutate,
      move.mutate,
      prioritize.mutate,
    ],
  );
}

type Moved = { id: string; before: string | null; place: number };
type Prioritized = { id: string; priority: Turn };

function undoable(fact: string, run: () => void, icon: typeof Trash2, rest?: string): void {
  tell({
    icon,
    tone: "plain",
    fact,
    ...(rest ? { rest } : {}),
    action: { label: TEXT.undo, icon: Undo2, run },
  });
}
