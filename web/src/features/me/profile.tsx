"use client";
/** How one is called, and where mail goes. */
import { Check } from "lucide-react";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/problem";
import { entered, TextField } from "@/features/session/fields";
import type { Member } from "@/features/session/me";
import { Refusal } from "@/features/session/refusal";
import { Keep } from "@/look/controls/keep";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { useProfile } from "./queries";

export function Profile({ me }: { me: Member }) {
  const profile = useProfile();
  const [isProofWanted, wantProof] = useState(false);
  const problem = profile.isError ? problemIn(profile.error) : null;
  const fields = problem?.kind === "refused" ? problem.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const display_name = entered(event.currentTarget, "display_name").trim();
    const email = entered(event.currentTarget, "email").trim() || null;
    const current_password = entered(event.currentTarget, "current_password");
    profile.mutate(
      { display_name, email, ...(current_password ? { current_password } : {}) },
      {
        onSuccess: () => {
          wantProof(false);
          tell({ icon: Check, tone: "ok", fact: TEXT.kept });
        },
        // Who has no password is not asked for one: only the house knows.
        onError: (error) => wantProof(isProofWanted || asksForProof(error)),
      },
    );
  };
  return (
    <Part title={TEXT.profile}>
      {profile.isError && !asksForProof(profile.error) ? <Refusal error={profile.error} /> : null}
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
        {isProofWanted ? (
          <TextField
            label={TEXT.proof}
            name="current_password"
            autoComplete="current-password"
            hint={TEXT.emailProofHint}
            isSecret
            isFirst
          />
        ) : null}
        <Keep isPending={profile.isPending} isRefused={profile.isError}>
          {TEXT.keep}
        </Keep>
      </form>
    </Part>
  );
}

function asksForProof(error: Error): boolean {
  const problem = problemIn(error);
  return problem.kind === "refused" && "current_password" in problem.fields;
}
