"use client";
/** What is drawn in the browser only. A part whose script comes later would find its data there already,
 * and no longer look as it did in the exported page. */
import { type ReactNode, Suspense, useSyncExternalStore } from "react";

type Props = { fallback?: ReactNode; children: ReactNode };

export function Later({ fallback = null, children }: Props) {
  const isHere = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return isHere ? <Suspense fallback={fallback}>{children}</Suspense> : fallback;
}

function never(): () => void {
  return () => {};
}
