"use client";
/** Being told on this very device, also while no page is open. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { api, told } from "@/api/client";
import { newKey } from "@/api/keys";
import { registered } from "@/live/worker";
import { Note } from "@/look/surfaces/note";
import { PUSH } from "./messages";

export function PushHere() {
  const cache = useQueryClient();
  const add = useMutation({
    mutationFn: subscribe,
    onSuccess: () => void cache.invalidateQueries({ queryKey: ["telling"] }),
  });
  if (typeof window === "undefined" || !("PushManager" in window)) return null;
  return (
    <div className="form">
      {add.isError ? (
        <Note icon={BellRing} tone="warn" role="alert">
          {PUSH.refused}
        </Note>
      ) : null}
      <button
        type="button"
        className="btn sec2"
        disabled={add.isPending || add.isSuccess}
        onClick={() => add.mutate()}
      >
        <BellRing className="ic" aria-hidden="true" />
        {add.isSuccess ? PUSH.done : PUSH.here}
      </button>
      <p className="xs dim">{PUSH.rest}</p>
    </div>
  );
}

async function subscribe(): Promise<void> {
  const worker = await registered();
  if (!worker) throw new Error("no worker");
  await navigator.serviceWorker.ready;
  const { key } = await told(api.GET("/api/v1/notifications/push-key"));
  const found = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = found.toJSON();
  await told(
    api.POST("/api/v1/notifications/channels", {
      body: {
        kind: "push",
        endpoint: endpoint ?? "",
        keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
      },
      headers: { "Idempotency-Key": newKey() },
    }),
  );
}
