/** Whether this very device is told things: for whom and as which of their channels, kept on the device. */
import { base } from "@/api/base";
import { api, told } from "@/api/client";
import { once } from "@/api/once";

const KEPT = "medianest.push";
/** Why the house sends nothing more to a browser whose session is over. */
export const SIGNED_OUT = "signed-out";
/** Nobody waits longer for a part of the house that is away. */
const PATIENCE_MS = 3_000;

type Here = { of: string; channel: string };

export function keepHere(here: Here): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(here));
  } catch {
    // A browser that keeps nothing offers it again.
  }
}

export function keptHere(): Here | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return isHere(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** As which of this member's channels the browser listens; null if it does not, or not for them. */
export async function channelHere(memberId: string): Promise<string | null> {
  const kept = keptHere();
  return kept?.of === memberId && (await subscription()) !== null ? kept.channel : null;
}

/** Takes this device's channel back. If the house does not answer, the browser still forgets it. */
export async function takeBack(): Promise<void> {
  const kept = keptHere();
  if (kept === null) return;
  const asked = api.DELETE("/api/v1/notifications/channels/{channel_id}", {
    params: { path: { channel_id: kept.channel } },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await told(asked).catch(() => null);
}

/** From now on nothing that is sent to this device arrives, whatever the house still knows of it. */
export async function stopListening(): Promise<void> {
  localStorage.removeItem(KEPT);
  await (await subscription())?.unsubscribe().catch(() => false);
}

/** Somebody else's messages are not for whoever is here now. */
export async function stopListeningFor(memberId: string): Promise<void> {
  const kept = keptHere();
  if (kept !== null && kept.of !== memberId) await stopListening();
}

/** Whoever is here now: their own device goes on, somebody else's falls silent. */
export async function listensFor(memberId: string): Promise<void> {
  await stopListeningFor(memberId);
  // What fails now is done by the next page.
  await goOnListening(memberId).catch(() => undefined);
}

/** In a new session of whoever chose this device it goes on; what they took away stays away. */
export async function goOnListening(memberId: string): Promise<void> {
  const kept = keptHere();
  const found = kept?.of === memberId ? await subscription() : null;
  if (kept === null || found === null) return;
  const { items } = await told(api.GET("/api/v1/notifications/channels"));
  const ours = items.find(({ id }) => id === kept.channel);
  if (ours?.disabled !== SIGNED_OUT) return;
  const channel = await tellOf(found);
  keepHere({ of: memberId, channel });
  await told(
    api.DELETE("/api/v1/notifications/channels/{channel_id}", {
      params: { path: { channel_id: kept.channel } },
    }),
  );
}

/** Tells the house where this browser listens; answers with the channel that this is. */
export async function tellOf(found: PushSubscription): Promise<string> {
  return (await toldOf(found.toJSON())).id;
}

const toldOf = once(({ endpoint, keys }: PushSubscriptionJSON, { key }) =>
  told(
    api.POST("/api/v1/notifications/channels", {
      body: {
        kind: "push",
        endpoint: endpoint ?? "",
        keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
      },
      headers: { "Idempotency-Key": key },
    }),
  ),
);

async function subscription(): Promise<PushSubscription | null> {
  if (!("serviceWorker" in navigator)) return null;
  const worker = await navigator.serviceWorker.getRegistration(`${base()}/`).catch(() => undefined);
  return (await worker?.pushManager?.getSubscription().catch(() => null)) ?? null;
}

function isHere(kept: unknown): kept is Here {
  if (typeof kept !== "object" || kept === null) return false;
  const { of, channel } = kept as Partial<Here>;
  return typeof of === "string" && typeof channel === "string";
}
