import type { Metadata } from "next";
import { MePage } from "@/features/me/page";

export const metadata: Metadata = { title: "You" };

export default function Page() {
  return <MePage />;
}
