import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "Events" };

export default function Page() {
  return <Room of="events" />;
}
