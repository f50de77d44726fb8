"use client";
/** For who forgot their password: ask for a mail, and choose a new one with the link in it. */
import { KeyRound, LogIn, Mail } from "lucide-react";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/problem";
import { useSecretFragment } from "@/browser/fragment";
import { Go } from "@/browser/go";
import { entered, TextField } from "@/features/session/fields";
import { DoorFrame, DoorSkeleton } from "@/features/session/frame";
import { useProviders } from "@/features/session/queries";
import { Refusal } from "@/features/session/refusal";
import { TEXT } from "./messages";
import { useAsking, useChoosing } from "./queries";

export function WayBackPage() {
  const token = useSecretFragment();
  /** The link that turned out to open nothing. */
  const [over, setOver] = useState<string | null>(null);
  if (token === null) return <DoorSkeleton />;
  if (token === "" || token === over) return <Asking />;
  return <Choosing key={token} token={token} onOver={() => setOver(token)} />;
}

function Asking() {
  const asking = useAsking();
  const providers = useProviders();
  const [isEmpty, setEmpty] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = entered(event.currentTarget, "email").trim();
    setEmpty(email === "");
    if (email !== "") asking.mutate(email);
  };
  if (providers.isLoading) return <DoorSkeleton />;
  if (providers.data && !providers.data.can_reset_password)
    return (
      <DoorFrame title={TEXT.noMailTitle} lede={TEXT.noMailRest} base={<Back />}>
        {null}
      </DoorFrame>
    );
  if (asking.isSuccess)
    return (
      <DoorFrame title={TEXT.sentTitle} lede={TEXT.sentRest} base={<Back />}>
        <p className="sm soft" role="status">
          {TEXT.sentHint}
        </p>
        <div>
          <button type="button" className="btn sec2 lg" onClick={asking.reset}>
            {TEXT.askAgain}
          </button>
        </div>
      </DoorFrame>
    );
  return (
    <DoorFrame title={TEXT.askTitle} lede={TEXT.askRest} base={<Back />}>
      {asking.isError ? <Refusal error={asking.error} /> : null}
      <form onSubmit={submit} noValidate aria-label={TEXT.ask}>
        <TextField
          label={TEXT.email}
          name="email"
          autoComplete="email"
          wrong={isEmpty ? TEXT.emailNeeded : undefined}
          isFirst
        />
        <button type="submit" className="btn ink lg full" disabled={asking.isPending}>
          <Mail className="ic" aria-hidden="true" />
          {asking.isPending ? TEXT.asking : TEXT.ask}
        </button>
      </form>
    </DoorFrame>
  );
}

function Choosing({ token, onOver }: { token: string; onOver: () => void }) {
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

function Back() {
  return (
    <Go className="why" to="/login">
      {TEXT.back}
    </Go>
  );
}
