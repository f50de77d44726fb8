"use client";
/** Where an invite's link leads: what it offers, and the account that somebody makes for themselves. */
import { CircleAlert, DoorOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/problem";
import { useFragment } from "@/browser/fragment";
import { Go, useGoInstead } from "@/browser/go";
import { entered, TextField } from "@/features/session/fields";
import { DoorFrame } from "@/features/session/frame";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { goodUntil, TEXT } from "./messages";
import { useAccepting, useOffer } from "./queries";

export function InvitedPage() {
  const code = useFragment();
  const offer = useOffer(code);
  const base = (
    <Go className="why" to="/login">
      {TEXT.toSignIn}
    </Go>
  );
  if (code === "")
    return (
      <DoorFrame title={TEXT.noCode} lede={TEXT.noCodeRest} base={base}>
        {null}
      </DoorFrame>
    );
  if (offer.isError)
    return (
      <DoorFrame
        title={problemIn(offer.error).kind === "refused" ? TEXT.over : TEXT.away}
        lede={
          problemIn(offer.error).kind === "refused" ? TEXT.overRest : problemIn(offer.error).title
        }
        base={base}
      >
        <div>
          <button type="button" className="btn ink lg" onClick={() => void offer.refetch()}>
            {TEXT.again}
          </button>
        </div>
      </DoorFrame>
    );
  return (
    <DoorFrame
      title={TEXT.title}
      lede={offer.data?.role === "guest" ? TEXT.asGuest : TEXT.rest}
      base={offer.data ? goodUntil(new Date(offer.data.expires_at)) : TEXT.loading}
    >
      {code !== null && offer.data ? <Moving code={code} /> : null}
    </DoorFrame>
  );
}

function Moving({ code }: { code: string }) {
  const goInstead = useGoInstead();
  const accepting = useAccepting(code);
  const problem = accepting.isError ? problemIn(accepting.error) : null;
  const fields = problem?.kind === "refused" ? problem.fields : {};
  const [isShort, setShort] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const username = entered(form, "username").trim();
    const password = entered(form, "password");
    setShort(username === "" || password === "");
    if (username === "" || password === "") return;
    accepting.mutate(
      {
        username,
        password,
        display_name: entered(form, "display_name").trim() || null,
        email: entered(form, "email").trim() || null,
      },
      { onSuccess: () => goInstead("/welcome") },
    );
  };
  return (
    <form onSubmit={submit} noValidate aria-label={TEXT.come}>
      {isShort ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          {TEXT.rest}
        </Note>
      ) : accepting.isError ? (
        <Refusal error={accepting.error} />
      ) : null}
      <TextField
        label={TEXT.name}
        name="username"
        autoComplete="username"
        hint={TEXT.nameHint}
        wrong={fields.username}
        isFirst
      />
      <TextField
        label={TEXT.password}
        name="password"
        autoComplete="new-password"
        hint={TEXT.passwordHint}
        wrong={fields.password}
        isSecret
      />
      <TextField
        label={TEXT.shown}
        name="display_name"
        autoComplete="nickname"
        hint={TEXT.shownHint}
        wrong={fields.display_name}
        isOptional
      />
      <TextField
        label={TEXT.email}
        name="email"
        autoComplete="email"
        hint={TEXT.emailHint}
        wrong={fields.email}
        isOptional
      />
      <button type="submit" className="btn ink lg full" disabled={accepting.isPending}>
        <DoorOpen className="ic" aria-hidden="true" />
        {accepting.isPending ? TEXT.coming : TEXT.come}
      </button>
    </form>
  );
}
