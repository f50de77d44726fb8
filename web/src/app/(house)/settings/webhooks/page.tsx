import type { Metadata } from "next";
import { Room } from "../../room";

export const metadata: Metadata = { title: "Webhooks and keys" };

export default function Page() {
  return <Room of="webhooks" />;
}
