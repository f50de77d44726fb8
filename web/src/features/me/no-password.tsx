"use client";
/** For who comes in by an account elsewhere: nothing here that only a password opens, and the way to one. */
import { KeyRound, Mail, MailCheck } from "lucide-react";
import type { Member } from "@/features/session/me";
import { useProviders } from "@/features/session/queries";
import { Refusal } from "@/features/session/refusal";
import { useAsking } from "@/features/way-back/queries";
import { Note } from "@/look/surfaces/note";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";

export function NoPassword({ me }: { me: Member }) {
  const canReset = useProviders().data?.can_reset_password;
  return (
    <Part title={TEXT.noPasswordTitle} rest={TEXT.noPassword}>
      {canReset ? <Offer email={me.email} /> : null}
    </Part>
  );
}

/** A letter is sent to the address that the house knows, and to no other. */
function Offer({ email }: { email: Member["email"] }) {
  const asking = useAsking();
  if (!email)
    return (
      <Note icon={KeyRound} tone="info">
        {TEXT.setPasswordFirst}
      </Note>
    );
  if (asking.isSuccess)
    return (
      <Note icon={MailCheck} tone="ok" role="status">
        {TEXT.setPasswordSent({ email })}
      </Note>
    );
  return (
    <>
      {asking.isError ? <Refusal error={asking.error} /> : null}
      <p className="sm soft">{TEXT.setPasswordRest}</p>
      <button
        type="button"
        className="btn sec2 fit"
        disabled={asking.isPending}
        onClick={() => asking.mutate(email)}
      >
        <Mail className="ic" aria-hidden="true" />
        {TEXT.setPassword}
      </button>
    </>
  );
}
