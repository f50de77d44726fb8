"use client";
/** Which of many are ticked. */
import { useCallback, useState } from "react";

export function useTicked<One>(first: Iterable<One> = []) {
  const [ticked, set] = useState<ReadonlySet<One>>(() => new Set(first));
  const toggle = useCallback((one: One) => {
    set((before) => {
      const after = new Set(before);
      if (!after.delete(one)) after.add(one);
      return after;
    });
  }, []);
  const clear = useCallback(() => set(new Set()), []);
  return { ticked, toggle, clear };
}
