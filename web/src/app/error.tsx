"use client";
import { PageBroke } from "@/look/surfaces/trouble";

/** What is shown if a page itself breaks; the house behind it goes on. */
export default function Broke({ reset }: { reset: () => void }) {
  return <PageBroke again={reset} />;
}
