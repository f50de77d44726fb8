"use client";
/** What a member is told by what, when, and the channels that carry it. */
import { useMutation, useMutationState, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import type { Got } from "@/api/answers";
import { api, ifStill, told, type Versioned, versioned } from "@/api/client";
import { useOnce } from "@/api/once";
import { problemIn } from "@/api/problem";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import type { Form } from "./chat/forms";
import { TEXT } from "./messages";

export type Preferences = Got<"/api/v1/notifications/preferences"> & Versioned;
export type Category = Preferences["categories"][number];
export type Kind = Category["by"][number];
export type Channel = Got<"/api/v1/notifications/channels">["items"][number];

export const PREFERENCES = ["telling", "preferences"] as const;
export const CHANNELS = ["telling", "channels"] as const;

const READ = {
  queryKey: PREFERENCES,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    versioned(api.GET("/api/v1/notifications/preferences", { signal })),
};

/** What a choice makes of what was chosen before. */
export type Change = (read: Preferences) => Preferences;

/** What changes them, in the order in which it was chosen. */
const CHANGES = ["telling", "changes"] as const;

/** As the house knows them, and over it what was chosen and is still on its way there. */
export function usePreferences() {
  const changes = useMutationState({
    filters: { mutationKey: CHANGES, status: "pending" },
    select: ({ state }) => (state.variables as { change: Change }).change,
  });
  return useQuery({
    ...READ,
    select: (read) => changes.reduce((shown, change) => change(shown), read),
  });
}

export function useChannels() {
  return useQuery({
    queryKey: CHANNELS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/notifications/channels", { signal })),
  });
}

/** One change after the other, each of what the one before left. It shows as long as it is on its way, so that
 * nothing has to be taken back where the house refuses it. */
export function useTurning<Given extends { change: Change }>(
  ask: (given: Given, read: Preferences) => Promise<Preferences>,
  said?: (given: Given) => void,
): (given: Given) => void {
  const cache = useQueryClient();
  const turning = useMutation({
    mutationKey: CHANGES,
    scope: { id: "preferences" },
    mutationFn: async (given: Given) => ask(given, await cache.ensureQueryData(READ)),
    onSuccess: async (told, given) => {
      // What was asked for before the answer may be older than it.
      await cache.cancelQueries({ queryKey: PREFERENCES });
      cache.setQueryData<Preferences>(PREFERENCES, told);
      said?.(given);
    },
    onError: async (error) => {
      const { kind } = problemIn(error);
      const isRead = cache.invalidateQueries({ queryKey: PREFERENCES });
      // The next one in line begins from what is there now; nobody waits for a house that is away.
      if (kind !== "away") await isRead;
      if (kind === "outdated")
        tell({ icon: RefreshCw, tone: "warn", fact: TEXT.outdated, rest: TEXT.outdatedRest });
      else tellRefused(error);
    },
  });
  return turning.mutate;
}

export function useChoosing(): (change: Change) => void {
  const turn = useTurning(({ change }, read) => {
    const { categories, quiet, digest, zone, locale } = change(read);
    return versioned(
      api.PUT("/api/v1/notifications/preferences", {
        body: {
          by: Object.fromEntries(categories.map(({ name, by }) => [name, by])),
          quiet,
          digest,
          zone,
          locale,
        },
        headers: ifStill(read),
      }),
    );
  });
  return (change) => turn({ change });
}

function useChange<Given, Told>(ask: (given: Given) => Promise<Told>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSettled: () => void cache.invalidateQueries({ queryKey: CHANNELS }),
  });
}

export function useNewAddress() {
  return useChange(
    useOnce((email: string, { key }) =>
      told(
        api.POST("/api/v1/notifications/channels", {
          body: { kind: "email", email },
          headers: { "Idempotency-Key": key },
        }),
      ),
    ),
  );
}

export function useNewChat() {
  return useChange(
    useOnce((form: Form, { key }) =>
      told(
        api.POST("/api/v1/notifications/channels", {
          body: { kind: "apprise", form },
          headers: { "Idempotency-Key": key },
        }),
      ),
    ),
  );
}

export function useConfirming(channel_id: string) {
  return useChange((code: string) =>
    told(
      api.POST("/api/v1/notifications/channels/{channel_id}/confirm", {
        params: { path: { channel_id } },
        body: { code },
      }),
    ),
  );
}

export function useSendingAgain(channel_id: string) {
  return useChange(() =>
    told(
      api.POST("/api/v1/notifications/channels/{channel_id}/code", {
        params: { path: { channel_id } },
      }),
    ),
  );
}

export function useTrying(channel_id: string) {
  return useChange(() =>
    told(
      api.POST("/api/v1/notifications/channels/{channel_id}/test", {
        params: { path: { channel_id } },
      }),
    ),
  );
}

export function useChannelRemoval(channel_id: string) {
  return useChange(() =>
    told(
      api.DELETE("/api/v1/notifications/channels/{channel_id}", {
        params: { path: { channel_id } },
      }),
    ),
  );
}
