import type { Metadata } from "next";
import { SecondStepPage } from "@/features/session/second-step-page";

export const metadata: Metadata = { title: "One more step" };

export default function Page() {
  return <SecondStepPage />;
}
