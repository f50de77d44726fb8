"use client";
import { Go } from "@/browser/go";
/** "why?": from a state that somebody could question to the events behind it, for who may read them. */
import { useMay } from "@/features/session/only";
import { addressOf, type Service } from "./fact";
import { TEXT } from "./messages";

type Props = { service: Service; stream: string; of: string };

export function Why({ service, stream, of }: Props) {
  if (!useMay("events.read")) return null;
  return (
    <Go
      className="why xs"
      to={addressOf({ kind: "thing", service, stream })}
      aria-label={`${TEXT.why} ${of}`}
    >
      {TEXT.why}
    </Go>
  );
}
