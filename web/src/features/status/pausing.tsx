"use client";
/** Tells what shows that something is away which pause goes on. It draws nothing. */
import { useEffect, useState } from "react";
import { useNow } from "@/browser/now";
import { snapshot } from "@/features/offline/snapshot";
import { setPauses } from "@/look/surfaces/pause";
import { pausesOf } from "./pause";
import { useStatus } from "./queries";

export function Pausing() {
  const { data } = useStatus();
  // Who tells of it may be away with the rest: then it counts what was last heard of it.
  const [kept] = useState(() => snapshot()?.planned ?? null);
  const planned = data ?? kept;
  const now = useNow();
  useEffect(() => setPauses(planned ? pausesOf(planned, now) : []), [planned, now]);
  return null;
}
