"use client";
/** What stands behind the `#`: it is sent to no server, so links carry their secrets there. */
import { useEffect, useState } from "react";

/** Null until it is read on the device, then what stands there; empty where nothing does. */
export function useFragment(): string | null {
  return useRead(fragment);
}

/** The same, taken out of the address: who looks over a shoulder or goes back finds it no more. */
export function useSecretFragment(): string | null {
  return useRead(taken);
}

function useRead(read: () => string): string | null {
  const [found, setFound] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      const there = read();
      // An address without one is no new link: the old one was taken out.
      setFound((before) => there || (before ?? ""));
    };
    look();
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, [read]);
  return found;
}

function taken(): string {
  const found = fragment();
  const { pathname, search } = window.location;
  if (found !== "") window.history.replaceState(window.history.state, "", pathname + search);
  return found;
}

function fragment(): string {
  const found = window.location.hash.slice(1);
  try {
    return decodeURIComponent(found);
  } catch {
    // A link that was cut short in the middle of a letter is still a link, if a worthless one.
    return found;
  }
}
