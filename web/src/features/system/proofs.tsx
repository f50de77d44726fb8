"use client";
/** Whether each log is as it was written; asked for by hand, because all of it is read. */
import { CircleAlert, ShieldCheck } from "lucide-react";
import { Away } from "@/features/events/away";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";
import { useProofs } from "./queries";

export function Proofs() {
  const proving = useProofs();
  const told = proving.data;
  const read = told?.items.reduce((sum, { facts }) => sum + facts, 0) ?? 0;
  return (
    <div className="sec">
      <Part title={TEXT.proofs} rest={TEXT.proofsRest}>
        {proving.isError ? <Refusal error={proving.error} /> : null}
        {told ? (
          <>
            <Note
              icon={told.faults.length === 0 ? ShieldCheck : CircleAlert}
              tone={told.faults.length === 0 ? "ok" : "bad"}
              role="status"
            >
              <b>{told.faults.length === 0 ? TEXT.intact : TEXT.notIntact}</b>{" "}
              {TEXT.facts({ count: read })}.
            </Note>
            <ul className="stack sm">
              {told.faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
            <Away missing={told.missing} />
          </>
        ) : null}
        <button
          type="button"
          className="btn sec2 fit"
          disabled={proving.isPending}
          onClick={() => proving.mutate()}
        >
          {proving.isPending ? TEXT.proving : TEXT.prove}
        </button>
      </Part>
    </div>
  );
}
