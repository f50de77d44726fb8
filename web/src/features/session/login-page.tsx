"use client";
/** Sign-in with a name and a password, at Plex, or with a provider of the house's own. */
import { CircleAlert, KeyRound, LogIn } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { problemIn } from "@/api/problem";
import { Go, type PagePath, useGoInstead } from "@/browser/go";
import { Note } from "@/look/surfaces/note";
import { entered, TextField } from "./fields";
import { DoorFrame } from "./frame";
import { TEXT, troubleIn } from "./messages";
import { usePlex, useProviders, useSetup, useSignIn } from "./queries";
import { Refusal } from "./refusal";
import { HOME, returnTo, startOf } from "./return";

export function LoginPage() {
  const goInstead = useGoInstead();
  const setup = useSetup();
  const signIn = useSignIn();
  const providers = useProviders();
  const plex = usePlex();
  const others = providers.data?.items.filter(({ kind }) => kind === "oidc") ?? [];
  const [to, setTo] = useState<PagePath>(HOME);
  const [problem, setProblem] = useState<string | null>(null);
  const [isIncomplete, setIncomplete] = useState(false);
  const [wasSignedOut, setSignedOut] = useState(false);
  useEffect(() => {
    setSignedOut(new URLSearchParams(window.location.search).has("ended"));
    setProblem(troubleIn(window.location.search));
    setTo(returnTo(window.location.search));
    // Plex and other providers send back here who has one more step to go.
    if (new URLSearchParams(window.location.search).get("problem") === "second-factor-wanted")
      goInstead(`/second-step${window.location.search}`);
  }, [goInstead]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const username = entered(event.currentTarget, "username").trim();
    const password = entered(event.currentTarget, "password");
    setIncomplete(username === "" || password === "");
    if (username === "" || password === "") return;
    signIn.mutate(
      { username, password },
      {
        onSuccess: () => goInstead(returnTo(window.location.search)),
        onError: (error) => {
          if (problemIn(error).kind === "second-step")
            goInstead(`/second-step${window.location.search}`);
        },
      },
    );
  };

  return (
    <DoorFrame title={TEXT.welcome} lede={TEXT.welcomeRest} base={TEXT.private}>
      {setup.data?.open ? (
        <Note
          icon={KeyRound}
          tone="info"
          action={
            <Go className="why" to="/setup">
              {TEXT.setupLink}
            </Go>
          }
        >
          <b>{TEXT.setupFirst}</b>
        </Note>
      ) : null}
      {isIncomplete ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          {TEXT.needBoth}
        </Note>
      ) : signIn.isError ? (
        <Refusal error={signIn.error} />
      ) : plex.isError ? (
        <Refusal error={plex.error} />
      ) : problem !== null ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          <b>{TEXT.notIn}</b> {problem}
        </Note>
      ) : wasSignedOut ? (
        <Note icon={LogIn} role="status">
          <b>{TEXT.signedOut}</b> {TEXT.signedOutRest}
        </Note>
      ) : null}
      <form onSubmit={submit} noValidate aria-label={TEXT.signIn}>
        <TextField label={TEXT.username} name="username" autoComplete="username" isFirst />
        <TextField label={TEXT.password} name="password" autoComplete="current-password" isSecret />
        <button type="submit" className="btn ink lg full" disabled={signIn.isPending}>
          <LogIn className="ic" aria-hidden="true" />
          {signIn.isPending ? TEXT.signingIn : TEXT.signIn}
        </button>
      </form>
      {providers.data?.items.some(({ kind }) => kind === "plex") ? (
        <button
          type="button"
          className="btn lg full"
          disabled={plex.isPending}
          onClick={() => plex.mutate(returnTo(window.location.search))}
        >
          <LogIn className="ic" aria-hidden="true" />
          {plex.isPending ? TEXT.toPlex : TEXT.withPlex}
        </button>
      ) : null}
      {others.map(({ id, name }) => (
        <a key={id} className="btn lg full" href={startOf(id, to)}>
          <LogIn className="ic" aria-hidden="true" />
          {TEXT.withOther({ name })}
        </a>
      ))}
    </DoorFrame>
  );
}
