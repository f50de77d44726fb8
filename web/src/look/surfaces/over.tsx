"use client";
/** What lies over the page until it is answered or closed: the browser keeps the focus in it, and puts it
 * back where it was. */
import { type ReactNode, useLayoutEffect, useRef } from "react";

type Props = { label: string; className?: string; close: () => void; children: ReactNode };

export function Over({ label, className = "", close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it still stands there: else it could not give the focus back.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    // A field is what one came for; React gave it the focus before there was anything to see.
    current?.querySelector<HTMLElement>("input[type=text]")?.focus();
    return () => current?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className={`over ${className}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      {children}
    </dialog>
  );
}
