"use client";
import { useNow } from "@/browser/now";
/** How the house itself is: its parts, what failed for good, and whether its logs are whole. */
import { Only } from "@/features/session/only";
import { MonitorsSkeleton } from "@/features/status/skeleton";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Dead } from "./dead";
import { headline, TEXT } from "./messages";
import { partsOf } from "./part";
import { Parts } from "./parts";
import { Proofs } from "./proofs";
import { useDead, useSystem } from "./queries";

export function SystemPage() {
  return (
    <Only may="system.read">
      <System />
    </Only>
  );
}

function System() {
  const now = useNow();
  const read = useSystem();
  const dead = useDead();
  const parts = read.data ? partsOf(read.data) : [];
  const missing = read.data?.missing ?? [];
  const said = headline(parts, missing.length, dead.data?.items.length ?? 0);
  return (
    <>
      <h1 className="say">
        {read.data ? said.fact : TEXT.title}
        <span className="then">{dead.data ? said.next : null}</span>
      </h1>
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.isPending ? <MonitorsSkeleton label={TEXT.title} /> : null}
      {read.data ? (
        <Parts parts={parts} missing={missing} given_up={read.data.given_up} now={now} />
      ) : null}
      <Dead read={dead} now={now} />
      <Proofs />
    </>
  );
}
