import type { Metadata } from "next";
import { PublicPage } from "@/features/status/public-page";

export const metadata: Metadata = { title: "How the house is" };

export default function Page() {
  return <PublicPage />;
}
