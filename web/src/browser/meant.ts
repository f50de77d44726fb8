"use client";
/** The row that the address names: brought before the eyes and marked, as soon as it is there. */
import { useEffect, useState } from "react";

/** Its id, if the address names one. */
export function useMeant(): string | null {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => setId(new URLSearchParams(window.location.search).get("id")), []);
  return id;
}

export function useInSight(id: string | null, isThere: boolean): void {
  useEffect(() => {
    if (id === null || !isThere) return;
    const row = document.querySelector<HTMLElement>(`main [data-id="${CSS.escape(id)}"]`);
    if (!row) return;
    row.dataset.meant = "";
    row.scrollIntoView({ block: "center" });
    return () => {
      delete row.dataset.meant;
    };
  }, [id, isThere]);
}
