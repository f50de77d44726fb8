"use client";
/** The pages of settings, side by side. */
import { useEffect, useRef } from "react";
import { Go, type PagePath, useHere } from "@/browser/go";
import { useMay } from "@/features/session/only";
import { NAV } from "./messages";

const PAGES: readonly { path: PagePath; label: string }[] = [
  { path: "/settings", label: NAV.connections },
  { path: "/settings/watching", label: NAV.watching },
  { path: "/settings/announcements", label: NAV.announcements },
  { path: "/settings/letters", label: NAV.letters },
];

export function SettingsNav() {
  const here = useHere();
  const mayStatus = useMay("status.manage");
  const around = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone they don't all fit: the one that is open is never the one out of sight.
    around.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, []);
  const shown = PAGES.filter(({ path }) => mayStatus || !/watching|announcements/.test(path));
  return (
    <nav ref={around} className="pick spaced" aria-label={NAV.label}>
      {shown.map(({ path, label }) => (
        <Go key={path} to={path} aria-current={here === path ? "page" : undefined}>
          {label}
        </Go>
      ))}
    </nav>
  );
}
