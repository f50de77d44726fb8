"use client";
/** Where an invite's link leads: what it offers, and the way in. */
import { lazy } from "react";
import { problemIn } from "@/api/problem";
import { useFragment } from "@/browser/fragment";
import { Go } from "@/browser/go";
import { Later } from "@/browser/later";
import { DoorFrame } from "@/features/session/frame";
import { goodUntil, TEXT } from "./messages";
import { useOffer } from "./queries";

const Moving = lazy(async () => ({ default: (await import("./moving")).Moving }));

export function InvitedPage() {
  const code = useFragment();
  const offer = useOffer(code);
  const base = (
    <Go className="why" to="/login">
      {TEXT.toSignIn}
    </Go>
  );
  if (code === "")
    return (
      <DoorFrame title={TEXT.noCode} lede={TEXT.noCodeRest} base={base}>
        {null}
      </DoorFrame>
    );
  if (offer.isError) {
    const { kind, title } = problemIn(offer.error);
    const isOver = kind === "missing" || kind === "refused";
    return (
      <DoorFrame
        title={isOver ? TEXT.over : TEXT.away}
        lede={isOver ? TEXT.overRest : title}
        base={base}
      >
        <div>
          <button type="button" className="btn ink lg" onClick={() => void offer.refetch()}>
            {TEXT.again}
          </button>
        </div>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame
      title={TEXT.title}
      lede={offer.data?.role === "guest" ? TEXT.asGuest : TEXT.rest}
      base={offer.data ? goodUntil(new Date(offer.data.expires_at)) : TEXT.loading}
    >
      {code !== null && offer.data ? (
        <Later fallback={<span aria-busy="true" />}>
          <Moving code={code} />
        </Later>
      ) : null}
    </DoorFrame>
  );
}
