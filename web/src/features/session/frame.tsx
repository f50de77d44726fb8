/** The page before the door: the words at the left, the egg at the right. */
import type { ReactNode } from "react";
import { HouseName } from "@/features/house/name";
import { BigEgg } from "@/look/art/big-egg";
import { EggMark } from "@/look/art/egg";
import { SHARED } from "@/look/messages";
import { TEXT } from "./messages";

type Props = { title: string; lede: string; base: ReactNode; children: ReactNode };

export function DoorFrame({ title, lede, base, children }: Props) {
  return (
    <div className="login">
      <div className="egg">
        <BigEgg />
      </div>
      <main className="in" id="main">
        <span className="brand">
          <EggMark />
          <HouseName />
        </span>
        <div className="mid">
          <div>
            <h1 className="say">{title}</h1>
            <p className="lede">{lede}</p>
          </div>
          {children}
        </div>
        <p className="base xs">{base}</p>
      </main>
    </div>
  );
}

/** While it is read what the door has to say. */
export function DoorSkeleton({ lede = "" }: { lede?: string }) {
  return (
    <DoorFrame title={TEXT.reading} lede={lede} base="">
      <div
        className="stack appear"
        role="status"
        aria-busy="true"
        aria-label={SHARED.loading({ what: TEXT.reading })}
      >
        <div className="sk line w-a" />
        <div className="sk line w-b" />
      </div>
    </DoorFrame>
  );
}
