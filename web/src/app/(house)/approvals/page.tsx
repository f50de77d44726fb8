import type { Metadata } from "next";
import { QueuePage } from "@/features/wishes/queue-page";

export const metadata: Metadata = { title: "Approvals" };

export default function Page() {
  return <QueuePage />;
}
