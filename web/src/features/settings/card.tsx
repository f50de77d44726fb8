"use client";
/** One connection: whether it stands, what a test of it finds, and the form to change it. */
import { CircleAlert, Plug, Unplug } from "lucide-react";
import { useState } from "react";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { ConnectionForm } from "./form";
import type { Integration, Told, Values } from "./integration";
import { TEXT } from "./messages";
import { ServersOwner } from "./owner";
import { type Connection, useDisconnecting, useTrying } from "./queries";
import { Steps } from "./steps";

type Props = { one: Integration; read: Connection };

export function ConnectionCard({ one, read }: Props) {
  const [isOpen, setOpen] = useState(false);
  const trying = useTrying(one);
  const values = read.data;
  if (values === undefined) return <CardSkeleton title={one.title} />;
  const where = values ? one.where(values) : null;
  const told = values && where ? (one.told?.(values) ?? null) : null;
  const next = told?.next ?? (where ? TEXT.change : TEXT.connect);
  return (
    <section className={isOpen ? "panel card open" : "panel card"} aria-label={one.title}>
      <Head one={one} values={values} where={where} isWell={told?.isWell ?? true} />
      {told ? <HowItGoes told={told} /> : null}
      {one.aside ? <one.aside /> : null}
      {values && one.hasOwner ? <ServersOwner values={values} back="/settings" /> : null}
      {isOpen ? (
        <ConnectionForm
          one={one}
          values={values}
          onDone={() => setOpen(false)}
          onKept={() => {
            setOpen(false);
            trying.mutate(null);
          }}
        />
      ) : (
        <>
          {trying.isError ? <Refusal error={trying.error} /> : null}
          {trying.isPending || trying.data ? (
            <Steps name={one.title} steps={trying.data ?? null} />
          ) : null}
          <div className="flow wrap acts">
            {where || one.missingSaid ? (
              <button
                type="button"
                className="btn sec2"
                aria-label={`${TEXT.test}: ${one.title}`}
                disabled={trying.isPending}
                onClick={() => trying.mutate(null)}
              >
                {trying.isPending ? TEXT.testing : TEXT.test}
              </button>
            ) : null}
            {one.missingSaid ? null : (
              <button
                type="button"
                className={where && !told?.next ? "btn quiet" : "btn sec2"}
                aria-label={`${next}: ${one.title}`}
                onClick={() => setOpen(true)}
              >
                {next}
              </button>
            )}
            {where && one.canDisconnect ? <Disconnect one={one} onDone={trying.reset} /> : null}
          </div>
        </>
      )}
    </section>
  );
}

type HeadProps = {
  one: Integration;
  values: Values | null;
  where: string | null;
  isWell: boolean;
};

function Head({ one, values, where, isWell }: HeadProps) {
  const more = values ? (one.more?.(values) ?? null) : null;
  const isShut = values?.needs_sign_in === true;
  const tone = isShut || !isWell ? "warn" : where ? "ok" : "off";
  return (
    <div className="card-head">
      <span className="badge">
        <one.icon className="ic" aria-hidden="true" />
      </span>
      <div className="grow">
        <h2 className="h3">{one.title}</h2>
        <p className="state sm">
          <span className={`dot ${tone}`} aria-hidden="true" />
          <b>{isShut ? TEXT.signIn : where ? TEXT.on : TEXT.off}</b>
        </p>
        {where ? (
          <p className="soft sm clip" title={where}>
            {where}
          </p>
        ) : null}
        {more ? <p className="dim xs">{more}</p> : null}
      </div>
      <p className="soft sm what">{where ? one.what : (one.missingSaid ?? one.what)}</p>
    </div>
  );
}

function HowItGoes({ told }: { told: Told }) {
  if (told.isWell) return <p className="soft sm path">{told.said}</p>;
  return (
    <Note icon={CircleAlert} tone="warn">
      {told.said}
    </Note>
  );
}

function Disconnect({ one, onDone }: { one: Integration; onDone: () => void }) {
  const disconnecting = useDisconnecting(one);
  const leave = () =>
    disconnecting.mutate(undefined, {
      onError: tellRefused,
      onSuccess: () => {
        onDone();
        tell({ icon: Unplug, tone: "plain", fact: TEXT.disconnected({ name: one.title }) });
      },
    });
  return (
    <button
      type="button"
      className="btn quiet"
      aria-label={`${TEXT.disconnect}: ${one.title}`}
      disabled={disconnecting.isPending}
      onClick={leave}
    >
      {TEXT.disconnect}
    </button>
  );
}

function CardSkeleton({ title }: { title: string }) {
  return (
    <div
      className="panel card appear"
      role="status"
      aria-busy="true"
      aria-label={`${title}, loading`}
    >
      <div className="card-head">
        <span className="badge sk">
          <Plug className="ic" aria-hidden="true" />
        </span>
        <div className="stack grow">
          <span className="sk line w-b" />
          <span className="sk line w-a" />
        </div>
      </div>
      <span className="sk block w-b" />
    </div>
  );
}
