"use client";
/** Lets only people who are signed in see the house; the others are shown the door, and come back here. */
import { type ReactNode, useEffect } from "react";
import { problemIn } from "@/api/problem";
import { useGoInstead, useHere } from "@/browser/go";
import { forget } from "@/features/offline/forget";
import { useMe } from "./me";
import { doorFor } from "./return";

export function Guard({ children }: { children: ReactNode }) {
  const me = useMe();
  const goInstead = useGoInstead();
  const here = useHere();
  const isOut = me.isError && problemIn(me.error).kind === "signed-out";
  const wasIn = me.data !== undefined;
  useEffect(() => {
    if (!isOut) return;
    forget();
    goInstead(doorFor(here, window.location.search, wasIn));
  }, [isOut, wasIn, here, goInstead]);
  return isOut ? null : children;
}
