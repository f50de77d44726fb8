"use client";
/** One's own webhooks, among the ways by which one is told. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { newKey } from "@/api/keys";
import { CHANNELS } from "@/features/telling/queries";

export function useNewWebhook() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (url: string) =>
      told(
        api.POST("/api/v1/notifications/channels", {
          body: { kind: "webhook", url },
          headers: { "Idempotency-Key": newKey() },
        }),
      ),
    onSettled: () => void cache.invalidateQueries({ queryKey: CHANNELS }),
  });
}
