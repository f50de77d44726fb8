"use client";
/** A picture that this house serves, and what stands there until it has come, or if it never does. */
import { type ReactNode, useState } from "react";
import { base } from "@/api/base";

const WIDTHS = [120, 240, 320, 480, 640, 960] as const;

type Props = {
  /** An address of this house, or nothing. Pictures of other sites are never asked for: their owners
   * would learn who looks. */
  of: string | null | undefined;
  /** How wide it is shown at most; screens with finer points get twice as much. */
  width: number;
  fallback: ReactNode;
};

export function Picture({ of, width, fallback }: Props) {
  const [isMissing, setMissing] = useState(false);
  const own = ownAddress(of);
  if (own === null || isMissing) return fallback;
  return (
    <img
      src={sized(own, width)}
      srcSet={`${sized(own, width)} 1x, ${sized(own, width * 2)} 2x`}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setMissing(true)}
    />
  );
}

export function ownAddress(said: string | null | undefined): string | null {
  return said?.startsWith("/") && !said.startsWith("//") ? base() + said : null;
}

/** The next width in which the house makes pictures. */
function sized(address: string, width: number): string {
  const made = WIDTHS.find((one) => one >= width) ?? WIDTHS.at(-1);
  return `${address}?w=${made}`;
}
