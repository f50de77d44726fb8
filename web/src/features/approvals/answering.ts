"use client";
/** What is being answered. It has left the list, however often that is read meanwhile. */
import { useMutationState } from "@tanstack/react-query";
import { meantBy, type Waiting } from "./waiting";

export const ANSWERING = ["answering"] as const;

export type Decision = {
  these: readonly Waiting[];
  action: "approve" | "decline";
  reason: string | null;
};

/** By their ids, also when it was begun before this page was opened. */
export function useAnswering(): ReadonlySet<string> {
  const running = useMutationState({
    filters: { mutationKey: ANSWERING, status: "pending" },
    select: ({ state }) => (state.variables as Decision).these.flatMap(meantBy),
  });
  return new Set(running.flat());
}
