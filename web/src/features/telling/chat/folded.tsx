"use client";
/** Chat apps, folded away until somebody wants one: few do, so few fetch their forms. */
import { lazy, Suspense, useState } from "react";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { CHAT } from "./messages";

const Chat = lazy(async () => ({ default: (await import("./chat")).Chat }));

export function FoldedChat() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="why">{CHAT.fold}</summary>
      {isOpen ? (
        <Suspense fallback={<RowsSkeleton label={CHAT.fold} rows={2} />}>
          <Chat onAdded={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </details>
  );
}
