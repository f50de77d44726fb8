"use client";
import { DoorFrame } from "@/features/session/frame";

/** What is shown if a page itself breaks; the house behind it goes on. */
export default function PageBroke({ reset }: { reset: () => void }) {
  return (
    <DoorFrame
      title="This page broke."
      lede="The house goes on without it: what you asked for is safe."
      base="If it happens again, tell the owner what you did last."
    >
      <div>
        <button type="button" className="btn ink lg" onClick={reset}>
          Show it again
        </button>
      </div>
    </DoorFrame>
  );
}
