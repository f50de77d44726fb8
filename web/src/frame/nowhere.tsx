"use client";
/** An address at which nothing is. Every page carries the way here, so what it shows comes when it is wanted. */
import { lazy } from "react";
import { Later } from "@/browser/later";

const Page = lazy(async () => ({ default: (await import("./nowhere-page")).NowherePage }));

export function Nowhere() {
  return (
    <Later>
      <Page />
    </Later>
  );
}
