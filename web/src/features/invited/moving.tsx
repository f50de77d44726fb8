"use client";
/** The account that somebody who was invited makes for themselves. */
import { CircleAlert, DoorOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/problem";
import { Go, useGoInstead } from "@/browser/go";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { TEXT } from "./messages";
import { useAccepting } from "./queries";

export function Moving({ code }: { code: string }) {
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
      {problem && Object.keys(fields).length === 0 ? (
        // The answer before this one may have got lost, and the account be there.
        <p className="sm soft">
          {TEXT.perhapsIn}{" "}
          <Go className="why" to="/login">
            {TEXT.signIn}
          </Go>
        </p>
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
