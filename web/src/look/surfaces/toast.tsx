"use client";
/** What was just done, with the way back: at most three, for ten seconds, longer under a hand unless the
 * way back ends with them. */
import type { LucideIcon } from "lucide-react";
import { X } from "lucide-react";
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { SHARED } from "@/look/messages";

export type Toast = {
  icon: LucideIcon;
  tone: "ok" | "warn" | "bad" | "plain";
  fact: string;
  rest?: string;
  action?: Action;
};

type Action = {
  label: string;
  icon: LucideIcon;
  run: () => void;
  /** The house allows it for these ten seconds and no longer, whoever holds the message. */
  isBrief?: true;
};

type Shown = Toast & { id: number };

const MOST = 3;
/** As long as the line drains (`--dur-undo`). */
export const STAYS_MS = 10_000;
const STEP_MS = 250;
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
        <OneToast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function OneToast({ toast }: { toast: Shown }) {
  const place = useRef<HTMLDivElement>(null);
  const isBrief = toast.action?.isBrief ?? false;
  const seconds = useStay(place, toast.id, isBrief);
  return (
    <div ref={place} className={isBrief ? "toast brief" : "toast"}>
      <toast.icon className={`ic t-${toast.tone}`} aria-hidden="true" />
      <span className="grow">
        <b>{toast.fact}</b> {toast.rest ? <span className="soft">{toast.rest}</span> : null}
      </span>
      <span className="seconds num dim" aria-hidden="true">
        {SHARED.seconds({ seconds })}
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
      <span className="left" />
    </div>
  );
}

/** Takes it away when its time is over, which rests under a hand if it may; answers with the seconds left. */
function useStay(place: RefObject<HTMLDivElement | null>, id: number, isBrief: boolean): number {
  const [leftMs, setLeftMs] = useState(STAYS_MS);
  useEffect(() => {
    const step = setInterval(() => {
      if (!isBrief && isUnderAHand(place.current)) return;
      setLeftMs((left) => left - STEP_MS);
    }, STEP_MS);
    return () => clearInterval(step);
  }, [place, isBrief]);
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (isOver) dismiss(id);
  }, [isOver, id]);
  return Math.ceil(leftMs / 1000);
}

function isUnderAHand(toast: Element | null): boolean {
  return toast !== null && (toast.matches(":hover") || toast.contains(document.activeElement));
}

function ToastAction({ toast, action }: { toast: Shown; action: Action }) {
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
