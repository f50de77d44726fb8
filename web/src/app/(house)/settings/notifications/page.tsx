import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "What you are told" };

export default function Page() {
  return <Room of="telling" />;
}
