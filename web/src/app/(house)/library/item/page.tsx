import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "In the library" };

export default function Page() {
  return <Room of="libraryItem" />;
}
