import type { Metadata } from "next";
import { Room } from "../room";

export const metadata: Metadata = { title: "Help" };

export default function Page() {
  return <Room of="help" />;
}
