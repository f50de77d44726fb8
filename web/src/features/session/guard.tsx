"use client";
/** Lets only people who are signed in see the house; the others are shown the door, and come back here. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { problemIn } from "@/api/problem";
import { useGoInstead, useHere } from "@/browser/go";
import { forget } from "@/features/offline/forget";
import { useMe } from "./me";
import { doorFor } from "./return";

export function Guard({ children }: { children: ReactNode }) {
  const me = useMe();
  const cache = useQueryClient();
  const goInstead = useGoInstead();
  const here = useHere();
  const isOut = me.isError && problemIn(me.error).kind === "signed-out";
  const wasIn = me.data !== undefined;
  useEffect(() => {
    if (!isOut) return;
    // What is read already would else be kept once more a moment later.
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
    forget();
    goInstead(doorFor(here, window.location.search, wasIn));
  }, [isOut, wasIn, here, goInstead, cache]);
  return isOut ? null : children;
}
