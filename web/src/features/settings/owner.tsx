"use client";
/** Whose media server it is: their account at Plex is linked, anew if need be, and unlinked. */
import { CircleAlert, Link2, Unlink } from "lucide-react";
import { useEffect, useState } from "react";
import type { PagePath } from "@/browser/go";
import { useNow } from "@/browser/now";
import { OnceMore } from "@/features/me/once-more";
import { useWaysIn } from "@/features/me/queries";
import { useNames } from "@/features/people/names";
import { troubleIn } from "@/features/session/messages";
import { moment } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Note } from "@/look/surfaces/note";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import type { Values } from "./integration";
import { linkedSaid, OWNER, TEXT } from "./messages";
import { useOwnerLinking, useOwnerUnlinking } from "./queries";
import { type Owner, ownerIn } from "./whose";

/** `back`: the page to which Plex sends them on. */
type Props = { values: Values; back: PagePath };

export function ServersOwner({ values, back }: Props) {
  const [isLinking, setLinking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Whoever was sent to Plex comes back here, and reads why nothing came of it.
  useEffect(() => setProblem(troubleIn(window.location.search)), []);
  const owner = ownerIn(values);
  const label = owner.kind === "linked" ? OWNER.anew : OWNER.link;
  return (
    <div className="owner">
      {problem ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          <b>{OWNER.notLinked}</b> {problem}
        </Note>
      ) : null}
      <Known owner={owner} />
      <div className="flow wrap">
        <button
          type="button"
          className="btn sec2 s"
          aria-expanded={isLinking}
          onClick={() => setLinking(!isLinking)}
        >
          <Link2 className="ic" aria-hidden="true" />
          {label}
        </button>
        {owner.kind === "linked" ? <Unlinking /> : null}
      </div>
      {isLinking ? <Proof label={label} back={back} onDrop={() => setLinking(false)} /> : null}
    </div>
  );
}

function Known({ owner }: { owner: Owner }) {
  switch (owner.kind) {
    case "nobody":
    case "given":
      return <p className="soft sm path">{OWNER[owner.kind]}</p>;
    case "linked":
      return <Linked {...owner} />;
  }
}

function Linked({ name, by, at }: Extract<Owner, { kind: "linked" }>) {
  const names = useNames();
  const now = useNow();
  return (
    <div>
      <p className="sm path">
        <b>{name === null ? OWNER.linkedNameless : OWNER.linked({ name })}</b>
      </p>
      <p className="xs dim">{linkedSaid(names(by), moment(at, now))}</p>
    </div>
  );
}

function Unlinking() {
  const unlinking = useOwnerUnlinking();
  const leave = () =>
    unlinking.mutate(undefined, {
      onError: tellRefused,
      onSuccess: () => tell({ icon: Unlink, tone: "plain", fact: OWNER.unlinked }),
    });
  return (
    <button type="button" className="btn quiet s" disabled={unlinking.isPending} onClick={leave}>
      {OWNER.unlink}
    </button>
  );
}

type ProofProps = { label: string; back: PagePath; onDrop: () => void };

function Proof({ label, back, onDrop }: ProofProps) {
  const linking = useOwnerLinking(back);
  const ways = useWaysIn();
  const now = useNow();
  if (ways.isError && !ways.data)
    return <ReadTrouble title={TEXT.failedTitle} read={ways} now={now} />;
  if (!ways.data)
    return (
      <div role="status" aria-busy="true" aria-label={label}>
        <span className="sk block" />
      </div>
    );
  return (
    <OnceMore
      label={label}
      asksFor={ways.data.asks_for}
      to={back}
      asked={linking}
      onProof={(password) => linking.mutate(password)}
      onDrop={onDrop}
    />
  );
}
