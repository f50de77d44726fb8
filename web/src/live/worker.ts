/** What works without a page: the service worker, and what it needs to know of how the house is. */
import type { QueryClient } from "@tanstack/react-query";
import { base } from "@/api/base";
import { keep } from "@/features/offline/snapshot";

const AT_MOST_EVERY_MS = 5_000;

/** The worker of this house; nothing where the browser has none (a house on plain HTTP). */
export async function registered(): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  return navigator.serviceWorker
    .register(`${base()}/sw.js`, { scope: `${base()}/`, updateViaCache: "none" })
    .catch(() => null);
}

/** Keeps how the house is whenever something was read; answers with how to stop. */
export function keeping(cache: QueryClient): () => void {
  let next: ReturnType<typeof setTimeout> | null = null;
  const keepNow = () => {
    if (next === null) return;
    clearTimeout(next);
    next = null;
    keep(cache.getQueryCache(), new Date());
  };
  const stop = cache.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success" || next !== null) return;
    next = setTimeout(keepNow, AT_MOST_EVERY_MS);
  });
  // Who only glanced at the house has seen it as well.
  window.addEventListener("pagehide", keepNow);
  return () => {
    if (next !== null) clearTimeout(next);
    window.removeEventListener("pagehide", keepNow);
    stop();
  };
}
