import type { Metadata } from "next";
import { IssuesPage } from "@/features/issues/page";

export const metadata: Metadata = { title: "Problems" };

export default function Page() {
  return <IssuesPage />;
}
