"use client";
/** What a member is told by what, when, and the channels that carry it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import { tellRefused } from "@/look/surfaces/refused";
import type { Form } from "./chat/forms";

export type Preferences = Got<"/api/v1/notifications/preferences">;
export type Category = Preferences["categories"][number];
export type Kind = Category["by"][number];
export type Channel = Got<"/api/v1/notifications/channels">["items"][number];

export const PREFERENCES = ["telling", "preferences"] as const;
export const CHANNELS = ["telling", "channels"] as const;

export function usePreferences() {
  return useQuery({
    queryKey: PREFERENCES,
    queryFn: ({ signal }) => told(api.GET("/api/v1/notifications/preferences", { signal })),
  });
}

export function useChannels() {
  return useQuery({
    queryKey: CHANNELS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/notifications/channels", { signal })),
  });
}

/** Shows the choice at once, and takes it back if the house refuses it. */
export function useChoosing() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ categories, quiet, digest, zone, locale }: Preferences) =>
      told(
        api.PUT("/api/v1/notifications/preferences", {
          body: {
            by: Object.fromEntries(categories.map(({ name, by }) => [name, by])),
            quiet,
            digest,
            zone,
            locale,
          },
        }),
      ),
    // One after the other, so that the choice made last is the one that stays.
    scope: { id: "preferences" },
    onMutate: (next) => {
      const before = cache.getQueryData<Preferences>(PREFERENCES);
      cache.setQueryData<Preferences>(PREFERENCES, next);
      return before;
    },
    onError: (error, _next, before) => {
      cache.setQueryData<Preferences>(PREFERENCES, before);
      tellRefused(error);
    },
  });
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
