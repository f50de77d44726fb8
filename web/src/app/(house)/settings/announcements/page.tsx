import type { Metadata } from "next";
import { AnnouncingPage } from "@/features/announcing/page";

export const metadata: Metadata = { title: "Announcements" };

export default function Page() {
  return <AnnouncingPage />;
}
