import type { Metadata } from "next";
import { Room } from "../room";

export const metadata: Metadata = { title: "Problems" };

export default function Page() {
  return <Room of="issues" />;
}
