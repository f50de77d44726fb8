"use client";
import { type ReactNode, useEffect } from "react";
import { problemIn } from "@/api/problem";
/** Lets only people who are signed in see the house; the others are shown the door, and come back here. */
import { useGoInstead, useHere } from "@/look/go";
import { useMe } from "./queries";

export function Guard({ children }: { children: ReactNode }) {
  const me = useMe();
  const goInstead = useGoInstead();
  const here = useHere();
  const isOut = me.isError && problemIn(me.error).kind === "signed-out";
  useEffect(() => {
    if (isOut) goInstead(here === "/" ? "/login" : `/login?to=${encodeURIComponent(here)}`);
  }, [isOut, here, goInstead]);
  return isOut ? null : children;
}
