import type { Metadata } from "next";
import { Room } from "../room";

export const metadata: Metadata = { title: "Wishes" };

export default function Page() {
  return <Room of="wishes" />;
}
