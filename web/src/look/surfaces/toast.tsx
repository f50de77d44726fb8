"use client";
/** What was just done, with the way back: at most three, for ten seconds, longer under a hand. */
import type { LucideIcon } from "lucide-react";
import { X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { SHARED } from "@/look/messages";

export type Toast = {
  icon: LucideIcon;
  tone: "ok" | "warn" | "bad" | "plain";
  fact: string;
  rest?: string;
  action?: { label: string; icon: LucideIcon; run: () => void };
};

type Shown = Toast & { id: number };

const MOST = 3;
let shown: readonly Shown[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** Shows it; what comes back takes it away again before its time. */
export function tell(toast: Toast): () => void {
  count += 1;
  const id = count;
  set([...shown, { ...toast, id }].slice(-MOST));
  return () => dismiss(id);
}

function dismiss(id: number): void {
  set(shown.filter((toast) => toast.id !== id));
}

function set(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly Shown[] = [];

export function Toasts() {
  const toasts = useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  );
  return (
    <section className="toasts" aria-label={SHARED.messages} aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className="toast">
          <toast.icon className={`ic t-${toast.tone}`} aria-hidden="true" />
          <span className="grow">
            <b>{toast.fact}</b> {toast.rest ? <span className="soft">{toast.rest}</span> : null}
          </span>
          {toast.action ? <ToastAction toast={toast} action={toast.action} /> : null}
          <button
            type="button"
            className="btn quiet icon"
            aria-label={SHARED.closeMessage}
            onClick={() => dismiss(toast.id)}
          >
            <X className="ic" />
          </button>
          <span className="left" onAnimationEnd={() => dismiss(toast.id)} />
        </div>
      ))}
    </section>
  );
}

function ToastAction({ toast, action }: { toast: Shown; action: NonNullable<Toast["action"]> }) {
  const run = () => {
    dismiss(toast.id);
    action.run();
  };
  return (
    <button type="button" className="btn quiet undo" onClick={run}>
      <action.icon className="ic" aria-hidden="true" />
      {action.label}
    </button>
  );
}
