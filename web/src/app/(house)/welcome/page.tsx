import type { Metadata } from "next";
import { Room } from "../room";

export const metadata: Metadata = { title: "Welcome" };

export default function Page() {
  return <Room of="welcome" />;
}
