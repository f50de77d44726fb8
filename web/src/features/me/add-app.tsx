"use client";
/** Adds an authenticator app: the password, then its key, then the first code. */
import { Smartphone } from "lucide-react";
import type { FormEvent } from "react";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { TEXT } from "./messages";
import { ProofForm } from "./proof";
import { useConfirm, useNewApp } from "./queries";

type Props = { onDone: (codes: readonly string[]) => void; onDrop: () => void };

export function AddApp({ onDone, onDrop }: Props) {
  const offer = useNewApp();
  if (offer.data) return <FirstCode offered={offer.data} onDone={onDone} onDrop={onDrop} />;
  return (
    <ProofForm
      label={TEXT.addApp}
      named={TEXT.app}
      asked={offer}
      onProof={(given) => offer.mutate(given)}
      onDrop={onDrop}
    />
  );
}

type Offered = { id: string; secret: string; uri: string };

function FirstCode({ offered, onDone, onDrop }: Props & { offered: Offered }) {
  const confirm = useConfirm(offered.id);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    confirm.mutate(entered(event.currentTarget, "code").replace(/\s/g, ""), {
      onSuccess: ({ recovery_codes }) => onDone(recovery_codes),
    });
  };
  return (
    <form className="form" onSubmit={submit} aria-label={TEXT.addApp}>
      <p>{TEXT.secretTitle}</p>
      <p className="codes">
        <code>{offered.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <a className="why" href={offered.uri}>
        <span className="flow">
          <Smartphone className="ic" aria-hidden="true" />
          {TEXT.openApp}
        </span>
      </a>
      {confirm.isError ? <Refusal error={confirm.error} /> : null}
      <TextField label={TEXT.code} name="code" autoComplete="one-time-code" isFirst />
      <div className="flow">
        <button type="submit" className="btn pri" disabled={confirm.isPending}>
          {TEXT.confirm}
        </button>
        <button type="button" className="btn quiet" onClick={onDrop}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
