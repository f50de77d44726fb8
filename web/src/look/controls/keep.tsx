"use client";
/** Keeps what a form says; it calls for a press from the first change until that is kept. */
import { type ReactNode, useEffect, useRef, useState } from "react";

type Props = {
  isPending: boolean;
  /** Whether what was pressed for last was not kept. */
  isRefused: boolean;
  /** Where its words do not say of which form it is. */
  label?: string;
  children: ReactNode;
};

export function Keep({ isPending, isRefused, label, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [isChanged, change] = useState(false);
  const isChangedSince = useRef(false);
  const wasPending = useRef(false);
  useEffect(() => {
    const form = button.current?.form;
    const changed = () => {
      isChangedSince.current = true;
      change(true);
    };
    const pressed = () => {
      isChangedSince.current = false;
    };
    form?.addEventListener("input", changed);
    form?.addEventListener("submit", pressed);
    return () => {
      form?.removeEventListener("input", changed);
      form?.removeEventListener("submit", pressed);
    };
  }, []);
  useEffect(() => {
    if (wasPending.current && !isPending && !isRefused) change(isChangedSince.current);
    wasPending.current = isPending;
  }, [isPending, isRefused]);
  return (
    <button
      ref={button}
      type="submit"
      className={isChanged ? "btn pri fit" : "btn sec2 fit"}
      aria-label={label}
      disabled={isPending}
    >
      {children}
    </button>
  );
}
