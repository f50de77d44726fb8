import type { Metadata } from "next";
import { InvitedPage } from "@/features/invited/page";

export const metadata: Metadata = { title: "Come in" };

export default function Page() {
  return <InvitedPage />;
}
