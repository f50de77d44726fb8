"use client";
/** The ways in by an account that one has elsewhere; the first of them leads. */
import { CirclePlay, KeyRound } from "lucide-react";
import type { PagePath } from "@/browser/go";
import { TEXT } from "./messages";
import type { Provider, usePlex } from "./queries";
import { startOf } from "./return";

type Props = { ways: readonly Provider[]; plex: ReturnType<typeof usePlex>; to: PagePath };

export function Elsewhere({ ways, plex, to }: Props) {
  return (
    <div className="stack gap-3">
      {ways.map(({ id, kind, name }, at) => {
        const look = `btn ${at === 0 ? "ink" : "line"} lg full`;
        return kind === "plex" ? (
          <button
            key={id}
            type="button"
            className={look}
            disabled={plex.isPending}
            onClick={() => plex.mutate(to)}
          >
            <CirclePlay className="ic" aria-hidden="true" />
            {plex.isPending ? TEXT.toPlex : TEXT.withPlex}
          </button>
        ) : (
          <a key={id} className={look} href={startOf(id, to)}>
            <KeyRound className="ic" aria-hidden="true" />
            {name}
          </a>
        );
      })}
      <p className="or">{TEXT.or}</p>
    </div>
  );
}
