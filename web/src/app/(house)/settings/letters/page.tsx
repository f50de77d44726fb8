import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "Letters" };

export default function Page() {
  return <Room of="letters" />;
}
