"use client";
/** The second steps at sign-in: what is in use, and how to add or take away. */
import { Fingerprint, type LucideIcon, Plus, Smartphone } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/browser/now";
import { hasPasskeys } from "@/browser/passkeys";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { AddApp } from "./add-app";
import { codesLeft, TEXT } from "./messages";
import { ProofForm } from "./proof";
import { type Factor, useFactors, useNewCodes, useNewPasskey, useRemoval } from "./queries";
import { ShownOnce } from "./shown-once";

type Doing = "nothing" | "app" | "passkey" | "codes";

const KINDS: Record<Factor["kind"], { icon: LucideIcon; label: string }> = {
  totp: { icon: Smartphone, label: TEXT.app },
  passkey: { icon: Fingerprint, label: TEXT.passkey },
};

export function Factors() {
  const factors = useFactors();
  const now = useNow();
  const [doing, setDoing] = useState<Doing>("nothing");
  const [codes, setCodes] = useState<readonly string[]>([]);
  const items = factors.data?.items ?? [];
  const isNone = factors.data !== undefined && items.length === 0;
  const done = (told: readonly string[]) => {
    setCodes(told);
    setDoing("nothing");
  };
  return (
    <Part
      title={TEXT.factors}
      {...(isNone ? { rest: TEXT.factorsNone } : {})}
      {...(items.some(({ confirmed }) => confirmed)
        ? { rest: codesLeft(factors.data?.recovery_codes_left ?? 0) }
        : {})}
    >
      <ReadTrouble title={TEXT.failedTitle} read={factors} now={now} />
      {codes.length > 0 ? (
        <ShownOnce
          title={TEXT.codesTitle}
          rest={TEXT.codesRest}
          lines={codes}
          onKept={() => setCodes([])}
        />
      ) : null}
      <ul className="rows">
        {items.map((factor) => (
          <FactorRow key={factor.id} factor={factor} />
        ))}
      </ul>
      <Doings doing={doing} isNone={isNone} onChoose={setDoing} onDone={done} />
    </Part>
  );
}

type DoingsProps = {
  doing: Doing;
  isNone: boolean;
  onChoose: (doing: Doing) => void;
  onDone: (codes: readonly string[]) => void;
};

function Doings({ doing, isNone, onChoose, onDone }: DoingsProps) {
  const passkey = useNewPasskey();
  const newCodes = useNewCodes();
  const drop = () => onChoose("nothing");
  switch (doing) {
    case "nothing":
      return (
        <div className="choices">
          <button type="button" className="btn sec2" onClick={() => onChoose("app")}>
            <Plus className="ic" aria-hidden="true" />
            {TEXT.addApp}
          </button>
          {hasPasskeys() ? (
            <button type="button" className="btn sec2" onClick={() => onChoose("passkey")}>
              <Plus className="ic" aria-hidden="true" />
              {TEXT.addPasskey}
            </button>
          ) : null}
          {isNone ? null : (
            <button type="button" className="btn quiet" onClick={() => onChoose("codes")}>
              {TEXT.newCodes}
            </button>
          )}
        </div>
      );
    case "app":
      return <AddApp onDone={onDone} onDrop={drop} />;
    case "passkey":
      return (
        <ProofForm
          label={TEXT.addPasskey}
          named={TEXT.passkey}
          asked={passkey}
          onProof={(given) => passkey.mutate(given, { onSuccess: onDone })}
          onDrop={drop}
        />
      );
    case "codes":
      return (
        <ProofForm
          label={TEXT.newCodes}
          asked={newCodes}
          onProof={({ password }) =>
            newCodes.mutate(password, { onSuccess: (told) => onDone(told.recovery_codes) })
          }
          onDrop={drop}
        />
      );
  }
}

function FactorRow({ factor }: { factor: Factor }) {
  const removal = useRemoval(factor.id);
  const [isLeaving, setLeaving] = useState(false);
  const { icon: Icon, label } = KINDS[factor.kind];
  return (
    <li>
      <div className="thing">
        <Icon className="ic" aria-hidden="true" />
        <div>
          <b>{factor.name}</b>
          <p className="xs dim">{factor.confirmed ? label : TEXT.unconfirmed}</p>
        </div>
        <button
          type="button"
          className="btn quiet s"
          aria-label={`${TEXT.remove}: ${factor.name}`}
          aria-expanded={isLeaving}
          onClick={() => setLeaving(!isLeaving)}
        >
          {TEXT.remove}
        </button>
      </div>
      {isLeaving ? (
        <ProofForm
          label={`${TEXT.remove}: ${factor.name}`}
          asked={removal}
          onProof={({ password }) => removal.mutate(password)}
          onDrop={() => setLeaving(false)}
        />
      ) : null}
    </li>
  );
}
