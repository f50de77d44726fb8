"use client";
import "@/look/index.css";
import { DoorFrame } from "@/features/session/frame";

/** What is shown if even the frame of the pages breaks. */
export default function HouseBroke() {
  return (
    <html lang="en" data-theme="dark">
      <body>
        <DoorFrame
          title="This page broke."
          lede="The house goes on without it: what you asked for is safe."
          base="Load the page again. If it happens once more, tell the owner."
        >
          {null}
        </DoorFrame>
      </body>
    </html>
  );
}
