import type { Metadata } from "next";
import { DoorFrame } from "@/features/session/frame";
import { Go } from "@/look/go";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return (
    <DoorFrame
      title="There is nothing at this address."
      lede="It may have been taken back, or the address was cut short on its way to you."
      base="Nothing is broken: every other page is where it was."
    >
      <div>
        <Go className="btn ink lg" to="/">
          Home
        </Go>
      </div>
    </DoorFrame>
  );
}
