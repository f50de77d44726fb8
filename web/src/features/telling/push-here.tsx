"use client";
/** Being told on this very device, also while no page is open. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { api, told } from "@/api/client";
import { useMe } from "@/features/session/me";
import { registered } from "@/live/worker";
import { Note } from "@/look/surfaces/note";
import { channelHere, keepHere, tellOf } from "./here";
import { PUSH } from "./messages";
import { useChannels } from "./queries";

export function PushHere() {
  const cache = useQueryClient();
  const memberId = useMe().data?.id ?? "";
  const channels = useChannels().data?.items ?? [];
  const here = useQuery({
    queryKey: ["telling", "here", memberId],
    queryFn: () => channelHere(memberId),
  });
  const add = useMutation({
    mutationFn: async () => keepHere({ of: memberId, channel: await subscribe() }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ["telling"] }),
  });
  if (typeof window === "undefined" || !("PushManager" in window)) return null;
  const isTold = channels.some(({ id }) => id === here.data);
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
        disabled={add.isPending || isTold || memberId === ""}
        onClick={() => add.mutate()}
      >
        <BellRing className="ic" aria-hidden="true" />
        {isTold ? PUSH.done : PUSH.here}
      </button>
      <p className="xs dim">{PUSH.rest}</p>
    </div>
  );
}

/** Lets the browser listen, and tells the house where; answers with the channel that this is. */
async function subscribe(): Promise<string> {
  const worker = await registered();
  if (!worker) throw new Error("no worker");
  await navigator.serviceWorker.ready;
  const { key } = await told(api.GET("/api/v1/notifications/push-key"));
  const asked = { userVisibleOnly: true, applicationServerKey: key } as const;
  return tellOf(await worker.pushManager.subscribe(asked));
}
