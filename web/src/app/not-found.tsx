import type { Metadata } from "next";
import { Nowhere } from "@/frame/nowhere";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return <Nowhere />;
}
