"use client";
/** The second step of a sign-in: a code, or a passkey. */
import { CircleAlert, Fingerprint, LogIn } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { problemIn, Refused } from "@/api/problem";
import { Go, useGoInstead } from "@/browser/go";
import { hasPasskeys } from "@/browser/passkeys";
import { SHARED } from "@/look/messages";
import { Note } from "@/look/surfaces/note";
import { entered, TextField } from "./fields";
import { DoorFrame } from "./frame";
import { TEXT } from "./messages";
import { useSecondStep, useWanted } from "./queries";
import { Refusal } from "./refusal";
import { returnTo } from "./return";

export function SecondStepPage() {
  const goInstead = useGoInstead();
  const wanted = useWanted();
  const step = useSecondStep();
  const methods = wanted.data?.methods ?? [];
  const passkey = wanted.data?.passkey && hasPasskeys() ? wanted.data.passkey : null;
  const hasCode = methods.some((method) => method !== "passkey");
  const onSuccess = () => goInstead(returnTo(window.location.search));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    step.mutate({ code: entered(event.currentTarget, "code").trim() }, { onSuccess });
  };
  const back = (
    <Go className="why" to="/login">
      {TEXT.startOver}
    </Go>
  );
  return (
    <DoorFrame title={TEXT.stepTitle} lede={TEXT.stepRest} base={back}>
      {wanted.isError ? <Trouble wanted={wanted} back={back} /> : null}
      {step.error instanceof Refused ? <Refusal error={step.error} /> : null}
      {step.isError && !(step.error instanceof Refused) ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          {TEXT.noPasskey}
        </Note>
      ) : null}
      {passkey ? (
        <button
          type="button"
          className="btn ink lg full"
          disabled={step.isPending}
          onClick={() => step.mutate({ options: passkey }, { onSuccess })}
        >
          <Fingerprint className="ic" aria-hidden="true" />
          {TEXT.usePasskey}
        </button>
      ) : null}
      {hasCode ? (
        <form onSubmit={submit} aria-label={TEXT.stepTitle}>
          <TextField
            label={TEXT.code}
            name="code"
            autoComplete="one-time-code"
            hint={TEXT.codeHint}
            isFirst
          />
          <button
            type="submit"
            className={`btn ${passkey ? "sec2" : "ink"} lg full`}
            disabled={step.isPending}
          >
            <LogIn className="ic" aria-hidden="true" />
            {step.isPending ? TEXT.signingIn : TEXT.open}
          </button>
        </form>
      ) : null}
    </DoorFrame>
  );
}

type TroubleProps = { wanted: ReturnType<typeof useWanted>; back: ReactNode };

/** A house that does not answer is asked again; a sign-in that is over is begun anew. */
function Trouble({ wanted, back }: TroubleProps) {
  if (problemIn(wanted.error).kind !== "away")
    return (
      <Note icon={CircleAlert} tone="warn" role="alert" action={back}>
        {TEXT.stepGone}
      </Note>
    );
  return (
    <>
      <Refusal error={wanted.error} />
      <button type="button" className="btn sec2 fit" onClick={() => void wanted.refetch()}>
        {SHARED.tryAgain}
      </button>
    </>
  );
}
