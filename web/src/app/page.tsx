"use client";
import { useEffect } from "react";
import { useGoInstead } from "@/look/go";

/** The house opens at the downloads until it has a hall of its own. */
export default function Page() {
  const goInstead = useGoInstead();
  useEffect(() => goInstead("/downloads"), [goInstead]);
  return null;
}
