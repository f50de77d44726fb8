import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "Limits" };

export default function Page() {
  return <Room of="limits" />;
}
