import type { Metadata } from "next";
import { TellingPage } from "@/features/telling/page";

export const metadata: Metadata = { title: "What you are told" };

export default function Page() {
  return <TellingPage />;
}
