import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "Quality and folders" };

export default function Page() {
  return <Room of="quality" />;
}
