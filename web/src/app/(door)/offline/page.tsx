import type { Metadata } from "next";
import { OfflinePage } from "@/features/offline/page";

export const metadata: Metadata = { title: "Offline" };

export default function Page() {
  return <OfflinePage />;
}
