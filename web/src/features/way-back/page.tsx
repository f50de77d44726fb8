"use client";
/** For who forgot their password: ask for a mail, and choose a new one with the link in it. */
import { lazy, Suspense, useState } from "react";
import { useSecretFragment } from "@/browser/fragment";
import { DoorSkeleton } from "@/features/session/frame";

// Which of the two it is, is known in the browser only.
const Asking = lazy(async () => ({ default: (await import("./asking")).Asking }));
const Choosing = lazy(async () => ({ default: (await import("./choosing")).Choosing }));

export function WayBackPage() {
  const token = useSecretFragment();
  /** The link that turned out to open nothing. */
  const [over, setOver] = useState<string | null>(null);
  if (token === null) return <DoorSkeleton />;
  return (
    <Suspense fallback={<DoorSkeleton />}>
      {token === "" || token === over ? (
        <Asking />
      ) : (
        <Choosing key={token} token={token} onOver={() => setOver(token)} />
      )}
    </Suspense>
  );
}
