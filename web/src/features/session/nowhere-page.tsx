"use client";
/** An address at which nothing is. */
import { Go } from "@/browser/go";
import { DoorFrame } from "./frame";
import { NOWHERE } from "./messages";

export function NowherePage() {
  return (
    <DoorFrame title={NOWHERE.title} lede={NOWHERE.rest} base={NOWHERE.base}>
      <div>
        <Go className="btn ink lg" to="/">
          {NOWHERE.home}
        </Go>
      </div>
    </DoorFrame>
  );
}
