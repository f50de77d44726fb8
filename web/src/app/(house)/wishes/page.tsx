import type { Metadata } from "next";
import { WishesPage } from "@/features/wishes/wishes-page";

export const metadata: Metadata = { title: "Wishes" };

export default function Page() {
  return <WishesPage />;
}
