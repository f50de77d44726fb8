"use client";
/** How one is called, and where mail goes. */
import { Check } from "lucide-react";
import type { FormEvent } from "react";
import { problemIn } from "@/api/problem";
import { entered, TextField } from "@/features/session/fields";
import type { Member } from "@/features/session/me";
import { Refusal } from "@/features/session/refusal";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { useProfile } from "./queries";

export function Profile({ me }: { me: Member }) {
  const profile = useProfile();
  const problem = profile.isError ? problemIn(profile.error) : null;
  const fields = problem?.kind === "refused" ? problem.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const display_name = entered(event.currentTarget, "display_name").trim();
    const email = entered(event.currentTarget, "email").trim() || null;
    profile.mutate(
      { display_name, email },
      { onSuccess: () => tell({ icon: Check, tone: "ok", fact: TEXT.kept }) },
    );
  };
  return (
    <Part title={TEXT.profile}>
      {profile.isError ? <Refusal error={profile.error} /> : null}
      <form className="form" onSubmit={submit} aria-label={TEXT.profile} noValidate>
        <TextField
          label={TEXT.name}
          name="display_name"
          autoComplete="nickname"
          value={me.display_name}
          wrong={fields.display_name}
        />
        <TextField
          label={TEXT.email}
          name="email"
          autoComplete="email"
          hint={TEXT.emailHint}
          value={me.email ?? ""}
          wrong={fields.email}
        />
        <button type="submit" className="btn sec2" disabled={profile.isPending}>
          {TEXT.keep}
        </button>
      </form>
    </Part>
  );
}
