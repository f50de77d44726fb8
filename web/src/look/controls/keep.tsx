"use client";
/** Keeps what a form says; it calls for a press once something in it is another than it was. */
import { type ReactNode, useEffect, useRef, useState } from "react";

type Props = {
  isPending: boolean;
  /** Where its words do not say of which form it is. */
  label?: string;
  children: ReactNode;
};

export function Keep({ isPending, label, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [isChanged, change] = useState(false);
  useEffect(() => {
    const form = button.current?.form;
    const changed = () => change(true);
    const kept = () => change(false);
    form?.addEventListener("input", changed);
    form?.addEventListener("submit", kept);
    return () => {
      form?.removeEventListener("input", changed);
      form?.removeEventListener("submit", kept);
    };
  }, []);
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
