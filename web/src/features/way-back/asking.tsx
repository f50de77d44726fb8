"use client";
/** Asks for a mail that leads back in. */
import { Mail } from "lucide-react";
import { type FormEvent, useState } from "react";
import { entered, TextField } from "@/features/session/fields";
import { DoorFrame, DoorSkeleton } from "@/features/session/frame";
import { useProviders } from "@/features/session/queries";
import { Refusal } from "@/features/session/refusal";
import { Back } from "./back";
import { TEXT } from "./messages";
import { useAsking } from "./queries";

export function Asking() {
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
