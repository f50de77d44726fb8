/** A download as the pages know it: what stage it is in, and nothing that this stage does not have. */
import type { Got, Posted } from "@/api/answers";

export type Download = Got<"/api/v1/downloads">["items"][number];
export type Preview = Posted<"/api/v1/downloads/preview">;
export type Collection = Got<"/api/v1/downloads/collections">["items"][number];
export type Allowance = Got<"/api/v1/downloads/allowance">;
export type Preset = Got<"/api/v1/downloads/presets">["items"][number];

export const PHASES = ["looking_up", "fetching", "joining", "tagging", "placing"] as const;
export type Phase = (typeof PHASES)[number];

/** How soon it is fetched, from soon to late. */
export const TURNS = ["high", "normal", "low"] as const;
export type Turn = (typeof TURNS)[number];

export type Stage =
  | { kind: "asks" }
  | { kind: "in-line" }
  | { kind: "paused"; percent: number; bytesDone: number }
  | { kind: "turned-down"; at: Date }
  | { kind: "running"; phase: Phase; percent: number; speedBps: number | null; etaS: number | null }
  | { kind: "away"; who: NonNullable<Download["waits_for"]>; percent: number }
  | { kind: "waiting"; reason: string; nextTryAt: Date | null; percent: number }
  | { kind: "failed"; reason: string | null; isFinal: boolean; percent: number; phase: Phase }
  | { kind: "done"; isShown: boolean; sizeBytes: number; at: Date }
  | { kind: "taken-back"; at: Date }
  | { kind: "unknown"; status: string };

export function stageOf(download: Download): Stage {
  const progress = download.progress;
  const percent = progress?.percent ?? 0;
  const phase = phaseOf(progress?.phase);
  const at = new Date(download.finished_at ?? download.updated_at);
  switch (download.status) {
    case "queued":
      if (download.waits_for) return { kind: "away", who: download.waits_for, percent };
      return download.error
        ? {
            kind: "waiting",
            reason: download.error.reason,
            nextTryAt: date(download.next_try_at),
            percent,
          }
        : { kind: "in-line" };
    case "downloading":
    case "processing":
      return {
        kind: "running",
        phase,
        percent,
        speedBps: progress?.speed_bps ?? null,
        etaS: progress?.eta_s ?? null,
      };
    case "failed":
      return {
        kind: "failed",
        reason: download.error?.reason ?? null,
        isFinal: download.error?.class === "permanent",
        percent,
        phase,
      };
    case "completed":
      return {
        kind: "done",
        isShown: download.in_library,
        sizeBytes: download.files.reduce((sum, file) => sum + file.size_bytes, 0),
        at,
      };
    case "cancelled":
      return { kind: "taken-back", at };
    case "paused":
      return { kind: "paused", percent, bytesDone: progress?.bytes_done ?? 0 };
    case "awaiting_approval":
      return { kind: "asks" };
    case "declined":
      return { kind: "turned-down", at };
    default:
      return { kind: "unknown", status: download.status };
  }
}

/** What it is called: until the site said its name, its address says more than the site alone. */
export function nameOf(download: Pick<Download, "title" | "url">): string {
  const at = URL.canParse(download.url) ? new URL(download.url) : null;
  const isSiteOnly = at?.hostname === download.title && at.pathname !== "/";
  return isSiteOnly ? `${at.hostname}${at.pathname}` : download.title;
}

/** Whether it still needs the eye of its owner: everything but what is over. */
export function isOpen(stage: Stage): boolean {
  switch (stage.kind) {
    case "asks":
    case "in-line":
    case "running":
    case "paused":
    case "away":
    case "waiting":
    case "failed":
    case "unknown":
      return true;
    case "done":
    case "turned-down":
    case "taken-back":
      return false;
  }
}

/** Whether it waits for something else than its turn. */
export function isHeldUp(stage: Stage): boolean {
  return stage.kind === "away" || stage.kind === "waiting";
}

export function turnOf({ priority }: Pick<Download, "priority">): Turn {
  return TURNS.find((turn) => turn === priority) ?? "normal";
}

/** Where the strand of five stands: which part, and how far that part is. */
export function strandOf(phase: Phase, percent: number): { at: number; share: number } {
  const at = PHASES.indexOf(phase);
  // The bar of the whole runs from 1 to 96 while bytes come; the steps after it are short.
  return { at, share: phase === "fetching" ? (percent - 1) / 95 : 0.5 };
}

export function phaseOf(said: string | undefined): Phase {
  return PHASES.find((phase) => phase === said) ?? "looking_up";
}

function date(said: string | null | undefined): Date | null {
  return said ? new Date(said) : null;
}
