"use client";
/** A new password, after the old one. */
import { KeyRound } from "lucide-react";
import type { FormEvent } from "react";
import { problemIn } from "@/api/problem";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { usePassword } from "./queries";

export function Password() {
  const change = usePassword();
  const problem = change.isError ? problemIn(change.error) : null;
  const fields = problem?.kind === "refused" ? problem.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const current_password = entered(form, "current_password");
    const password = entered(form, "password");
    change.mutate(
      { current_password, password },
      {
        onSuccess: () => {
          form.reset();
          tell({
            icon: KeyRound,
            tone: "ok",
            fact: TEXT.passwordChanged,
            rest: TEXT.passwordChangedRest,
          });
        },
      },
    );
  };
  return (
    <Part title={TEXT.password}>
      {change.isError ? <Refusal error={change.error} /> : null}
      <form className="form" onSubmit={submit} aria-label={TEXT.password}>
        <TextField
          label={TEXT.oldPassword}
          name="current_password"
          autoComplete="current-password"
          wrong={fields.current_password}
          isSecret
        />
        <TextField
          label={TEXT.newPassword}
          name="password"
          autoComplete="new-password"
          hint={TEXT.newPasswordHint}
          wrong={fields.password}
          isSecret
        />
        <button type="submit" className="btn sec2" disabled={change.isPending}>
          {TEXT.changePassword}
        </button>
      </form>
    </Part>
  );
}
