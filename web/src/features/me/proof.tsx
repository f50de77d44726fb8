"use client";
/** Asks for one's own password once more before something that guards the door is changed. */
import { CircleAlert } from "lucide-react";
import type { FormEvent } from "react";
import { Refused } from "@/api/problem";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { TEXT } from "./messages";

type Props = {
  label: string;
  /** What the new thing is called at first; without it no name is asked for. */
  named?: string;
  asked: { isPending: boolean; isError: boolean; error: Error | null };
  onProof: (given: { name: string; password: string }) => void;
  onDrop: () => void;
};

export function ProofForm({ label, named, asked, onProof, onDrop }: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onProof({
      name: entered(event.currentTarget, "factor_name").trim(),
      password: entered(event.currentTarget, "proof"),
    });
  };
  return (
    <form className="form" onSubmit={submit} aria-label={label}>
      {asked.error instanceof Refused ? <Refusal error={asked.error} /> : null}
      {asked.isError && !(asked.error instanceof Refused) ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          {TEXT.passkeyRefused}
        </Note>
      ) : null}
      {named ? (
        <TextField label={TEXT.factorName} name="factor_name" autoComplete="off" value={named} />
      ) : null}
      <TextField label={TEXT.proof} name="proof" autoComplete="current-password" isSecret isFirst />
      <div className="flow">
        <button type="submit" className="btn pri" disabled={asked.isPending}>
          {TEXT.go}
        </button>
        <button type="button" className="btn quiet" onClick={onDrop}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
