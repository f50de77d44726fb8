"use client";
/** First run: the owner moves in, with the token that only the operator has seen; then the rest of it. */
import { CircleCheck, KeyRound } from "lucide-react";
import { type FormEvent, lazy, Suspense } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { SHARED } from "@/look/messages";
import { Note } from "@/look/surfaces/note";
import { entered, TextField } from "./fields";
import { DoorFrame, DoorSkeleton } from "./frame";
import { useMe } from "./me";
import { TEXT } from "./messages";
import { useSetUp, useSetup } from "./queries";
import { Refusal } from "./refusal";

// Only whoever has moved in goes on to these.
const FirstRunSteps = lazy(async () => ({
  default: (await import("@/features/first-run/steps")).FirstRunSteps,
}));

export function SetupPage() {
  const setup = useSetup();
  const me = useMe();
  const keeps = me.data?.permissions.includes("settings.manage") ?? false;
  const setUp = useSetUp();
  const problem = setUp.isError ? problemIn(setUp.error) : null;
  const fields = problem?.kind === "refused" ? problem.fields : {};

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setUp.mutate({
      setup_token: entered(form, "setup_token").trim(),
      username: entered(form, "username").trim(),
      password: entered(form, "password"),
    });
  };

  if (setup.isLoading || me.isLoading) return <DoorSkeleton lede={TEXT.readingRest} />;
  // Whether anybody lives here is not known: that is no invitation.
  if (setup.isError && !setup.data)
    return (
      <DoorFrame title={TEXT.unread} lede={problemIn(setup.error).title} base={TEXT.private}>
        <div>
          <button type="button" className="btn ink lg" onClick={() => void setup.refetch()}>
            {SHARED.tryAgain}
          </button>
        </div>
      </DoorFrame>
    );
  if (setup.data && !setup.data.open && keeps)
    return (
      <Suspense fallback={<DoorSkeleton lede={TEXT.readingRest} />}>
        <FirstRunSteps />
      </Suspense>
    );
  if (setup.data && !setup.data.open) {
    return (
      <DoorFrame title={TEXT.welcome} lede={TEXT.welcomeRest} base={TEXT.private}>
        <Note icon={CircleCheck} tone="ok">
          <b>{TEXT.closed}</b> {TEXT.closedRest}
        </Note>
        <Go className="btn ink lg" to="/login?to=%2Fsetup">
          {TEXT.toSignIn}
        </Go>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={TEXT.setupTitle} lede={TEXT.setupRest} base={TEXT.tokenHint}>
      {setUp.isError ? <Refusal error={setUp.error} /> : null}
      <form onSubmit={submit} aria-label={TEXT.move}>
        <TextField
          label={TEXT.token}
          name="setup_token"
          autoComplete="one-time-code"
          wrong={fields.setup_token}
          isFirst
        />
        <TextField
          label={TEXT.newName}
          name="username"
          autoComplete="username"
          wrong={fields.username}
        />
        <TextField
          label={TEXT.newPassword}
          name="password"
          autoComplete="new-password"
          hint={TEXT.newPasswordHint}
          wrong={fields.password}
          isSecret
        />
        <button type="submit" className="btn ink lg full" disabled={setUp.isPending}>
          <KeyRound className="ic" aria-hidden="true" />
          {setUp.isPending ? TEXT.moving : TEXT.move}
        </button>
      </form>
    </DoorFrame>
  );
}
