"use client";
/** What opens from a button and closes by itself: by Escape, and as soon as one is elsewhere. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

type Props = {
  /** What the button shows, and how it looks. */
  face: ReactNode;
  className: string;
  label?: string | undefined;
  /** The page that is open is reached from here. */
  isHere?: boolean;
  children: (id: string) => ReactNode;
};

export function Menu({ face, className, label, isHere = false, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    const away = (event: Event) => {
      if (event.target instanceof Node && !around.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [isOpen]);

  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    setOpen(false);
    opener.current?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button inside has opened
    <div className="with-menu" ref={around} onKeyDown={keys}>
      <button
        ref={opener}
        type="button"
        className={className}
        aria-current={isHere ? "true" : undefined}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen ? children(id) : null}
    </div>
  );
}
