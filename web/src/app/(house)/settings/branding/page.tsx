import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "Name and colour" };

export default function Page() {
  return <Room of="branding" />;
}
