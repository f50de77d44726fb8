import type { Metadata } from "next";
import { WayBackPage } from "@/features/way-back/page";

export const metadata: Metadata = { title: "A new password" };

export default function Page() {
  return <WayBackPage />;
}
