import type { Metadata } from "next";
import { WatchingPage } from "@/features/watching/page";

export const metadata: Metadata = { title: "What is watched" };

export default function Page() {
  return <WatchingPage />;
}
