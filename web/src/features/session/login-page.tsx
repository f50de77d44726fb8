"use client";
/** Sign-in at Plex, with a provider of the house's own, or with a name and a password. */
import { CircleAlert, KeyRound, LogIn } from "lucide-react";
import { useEffect, useState } from "react";
import { problemIn } from "@/api/problem";
import { Go, type PagePath, useGoInstead } from "@/browser/go";
import { SHARED } from "@/look/messages";
import { Note } from "@/look/surfaces/note";
import { Elsewhere } from "./elsewhere";
import { DoorFrame } from "./frame";
import { TEXT, troubleIn } from "./messages";
import { NameForm, type Typed } from "./name-form";
import { usePlex, useProviders, useSetup, useSignIn } from "./queries";
import { Refusal } from "./refusal";
import { HOME, returnTo } from "./return";
import { elsewhereIn } from "./ways";

export function LoginPage() {
  const goInstead = useGoInstead();
  const setup = useSetup();
  const signIn = useSignIn();
  const providers = useProviders();
  const plex = usePlex();
  const elsewhere = elsewhereIn(providers.data?.items ?? []);
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

  const enter = (typed: Typed) => {
    const isWhole = typed.username !== "" && typed.password !== "";
    setIncomplete(!isWhole);
    if (!isWhole) return;
    signIn.mutate(typed, {
      onSuccess: () => goInstead(returnTo(window.location.search)),
      onError: (error) => {
        if (problemIn(error).kind === "second-step")
          goInstead(`/second-step${window.location.search}`);
      },
    });
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
      {providers.isPending ? (
        <WaysSkeleton />
      ) : (
        <>
          {elsewhere.length > 0 ? <Elsewhere ways={elsewhere} plex={plex} to={to} /> : null}
          <NameForm
            isAlone={elsewhere.length === 0}
            canReset={providers.data?.can_reset_password ?? false}
            isPending={signIn.isPending}
            onTyped={enter}
          />
        </>
      )}
    </DoorFrame>
  );
}

/** Until it is known which of the ways leads: none jumps away under a hand. */
function WaysSkeleton() {
  return (
    <div
      className="stack gap-3 appear"
      role="status"
      aria-busy="true"
      aria-label={SHARED.loading({ what: TEXT.signIn })}
    >
      <div className="sk block" />
      <div className="sk block" />
    </div>
  );
}
