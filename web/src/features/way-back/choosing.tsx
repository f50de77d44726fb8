"use client";
/** Chooses a new password with the link of the mail. */
import { KeyRound, LogIn, Mail } from "lucide-react";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { entered, TextField } from "@/features/session/fields";
import { DoorFrame } from "@/features/session/frame";
import { Refusal } from "@/features/session/refusal";
import { Back } from "./back";
import { TEXT } from "./messages";
import { useChoosing } from "./queries";

export function Choosing({ token, onOver }: { token: string; onOver: () => void }) {
  const choosing = useChoosing(token);
  const [isEmpty, setEmpty] = useState(false);
  const problem = choosing.isError ? problemIn(choosing.error) : null;
  const wrong = problem?.kind === "refused" ? problem.fields.password : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = entered(event.currentTarget, "password");
    setEmpty(password === "");
    if (password !== "") choosing.mutate(password);
  };
  if (choosing.isSuccess)
    return (
      <DoorFrame title={TEXT.doneTitle} lede={TEXT.doneRest} base="">
        <div>
          <Go className="btn ink lg" to="/login">
            <LogIn className="ic" aria-hidden="true" />
            {TEXT.signIn}
          </Go>
        </div>
      </DoorFrame>
    );
  // What is refused and is not the password is the link.
  if (problem?.kind === "refused" && wrong === undefined)
    return (
      <DoorFrame title={TEXT.overTitle} lede={TEXT.overRest} base={<Back />}>
        <div>
          <button type="button" className="btn ink lg" onClick={onOver}>
            <Mail className="ic" aria-hidden="true" />
            {TEXT.anew}
          </button>
        </div>
      </DoorFrame>
    );
  return (
    <DoorFrame title={TEXT.newTitle} lede={TEXT.newRest} base={<Back />}>
      {choosing.isError && wrong === undefined ? <Refusal error={choosing.error} /> : null}
      <form onSubmit={submit} noValidate aria-label={TEXT.newTitle}>
        <TextField
          label={TEXT.password}
          name="password"
          autoComplete="new-password"
          hint={TEXT.passwordHint}
          wrong={isEmpty ? TEXT.passwordNeeded : wrong}
          isSecret
          isFirst
        />
        <button type="submit" className="btn ink lg full" disabled={choosing.isPending}>
          <KeyRound className="ic" aria-hidden="true" />
          {choosing.isPending ? TEXT.keeping : TEXT.keep}
        </button>
      </form>
    </DoorFrame>
  );
}
