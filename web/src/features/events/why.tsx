"use client";
/** "why?": from a state that somebody could question to the events behind it, for who may read them; for the
 * others to where it is told in words, if it is. */
import { Go, type PagePath } from "@/browser/go";
import { useMay } from "@/features/session/only";
import { addressOf, type Service } from "./fact";
import { TEXT } from "./messages";

type Props = { service: Service; stream: string; of: string; told?: PagePath | undefined };

export function Why({ service, stream, of, told }: Props) {
  const to = useMay("events.read") ? addressOf({ kind: "thing", service, stream }) : told;
  if (to === undefined) return null;
  return (
    <Go className="why xs" to={to} aria-label={`${TEXT.why} ${of}`}>
      {TEXT.why}
    </Go>
  );
}
