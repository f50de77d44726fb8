import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "What is watched" };

export default function Page() {
  return <Room of="watching" />;
}
