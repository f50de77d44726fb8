import type { Metadata } from "next";
import { TitlePage } from "@/features/titles/title-page";

export const metadata: Metadata = { title: "Title" };

export default function Page() {
  return <TitlePage />;
}
