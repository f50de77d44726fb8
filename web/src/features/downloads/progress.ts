/** Moves a running download on by what the line says; never back, and only what is newer. */
import type { QueryClient } from "@tanstack/react-query";
import type { Fields } from "@/live/protocol";
import { type Download, PHASES, phaseOf } from "./download";

export const PROGRESS = "medianest.downloads.progress";
export const LIST = ["downloads", "list"] as const;

export type Listed = { items: Download[]; next: string | null };

/** Whether the download stands in the list; if not, the list is older than what is said. */
export function advance(cache: QueryClient, said: Fields): boolean {
  const listed = cache.getQueryData<Listed>(LIST);
  if (!listed) return true;
  if (!listed.items.some((one) => one.id === said.download_id)) return false;
  const items = listed.items.map((one) => (one.id === said.download_id ? moved(one, said) : one));
  cache.setQueryData<Listed>(LIST, { ...listed, items });
  return true;
}

export function moved(download: Download, said: Fields): Download {
  if (!isRunning(download.status)) return download;
  const phase = phaseOf(text(said.phase));
  const before = download.progress;
  const isEarlier =
    before !== null && PHASES.indexOf(phase) < PHASES.indexOf(phaseOf(before.phase));
  if (isEarlier) return download;
  return {
    ...download,
    progress: {
      phase,
      percent: Math.max(before?.percent ?? 0, number(said.percent) ?? 0),
      bytes_done: number(said.bytes_done) ?? before?.bytes_done ?? 0,
      bytes_total: number(said.bytes_total),
      speed_bps: number(said.speed_bps),
      eta_s: number(said.eta_s),
    },
  };
}

function isRunning(status: string): boolean {
  return status === "queued" || status === "downloading" || status === "processing";
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
