"use client";
/** One's own webhooks, among the ways by which one is told. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, told } from "@/api/client";
import { useOnce } from "@/api/once";
import { CHANNELS } from "@/features/telling/queries";

export function useNewWebhook() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: useOnce((url: string, { key }) =>
      told(
        api.POST("/api/v1/notifications/channels", {
          body: { kind: "webhook", url },
          headers: { "Idempotency-Key": key },
        }),
      ),
    ),
    onSettled: () => void cache.invalidateQueries({ queryKey: CHANNELS }),
  });
}
