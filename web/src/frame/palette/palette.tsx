"use client";
/** Keys that work everywhere, and the sheets they open; what stands in these is fetched when wanted. */
import { lazy, Suspense, useEffect } from "react";
import { useGo } from "@/browser/go";
import { useJumps, useKeys } from "@/browser/keys";
import { useMe } from "@/features/session/me";
import { openTo } from "../places";
import { open, useOver } from "./opening";

const Body = lazy(async () => ({ default: (await import("./body")).Body }));
const Keys = lazy(async () => ({ default: (await import("./keys-sheet")).KeysSheet }));

export function Palette() {
  const over = useOver();
  const go = useGo();
  const may = useMe().data?.permissions ?? [];
  useJumps(Object.fromEntries(openTo(may).map(({ key, path }) => [key, () => go(path)])));
  useKeys({ "/": () => open("palette"), "?": () => open("keys") });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open("palette");
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  // A sheet goes with the page it lies over: whoever comes in next opened nothing.
  useEffect(() => () => open(null), []);
  if (over === null) return null;
  return <Suspense>{over === "palette" ? <Body /> : <Keys />}</Suspense>;
}
