import type { Metadata } from "next";
import { PersonPage } from "@/features/people/one-page";

export const metadata: Metadata = { title: "Person" };

export default function Page() {
  return <PersonPage />;
}
