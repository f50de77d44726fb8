"use client";
/** The accounts elsewhere by which one comes in here, and how another one is linked. */
import { CircleAlert, KeyRound, Link2 } from "lucide-react";
import { useEffect, useState } from "react";
import { troubleIn } from "@/features/session/messages";
import { Note } from "@/look/surfaces/note";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";
import { OnceMore } from "./once-more";
import { useLinking, useWaysIn, type WayIn, type WaysIn as Ways } from "./queries";

export function WaysIn() {
  const ways = useWaysIn();
  const [problem, setProblem] = useState<string | null>(null);
  // Whoever sent the browser away to be known comes back here, and says so if it went wrong.
  useEffect(() => setProblem(troubleIn(window.location.search)), []);
  if (!ways.data || ways.data.items.length === 0) return null;
  const { items, asks_for } = ways.data;
  return (
    <Part title={TEXT.waysIn} rest={TEXT.waysInRest}>
      {problem ? (
        <Note icon={CircleAlert} tone="warn" role="alert">
          <b>{TEXT.notLinked}</b> {problem}
        </Note>
      ) : null}
      <ul className="rows">
        {items.map((way) => (
          <WayRow key={way.id} way={way} asksFor={asks_for} />
        ))}
      </ul>
    </Part>
  );
}

function WayRow({ way, asksFor }: { way: WayIn; asksFor: Ways["asks_for"] }) {
  const [isLinking, setLinking] = useState(false);
  return (
    <li>
      <div className="thing">
        <KeyRound className="ic" aria-hidden="true" />
        <div>
          <b>{way.name}</b>
          <p className="xs dim">{way.linked ? TEXT.linked : TEXT.unlinked}</p>
        </div>
        {way.linked ? null : (
          <button
            type="button"
            className="btn quiet s"
            aria-label={`${TEXT.link}: ${way.name}`}
            aria-expanded={isLinking}
            onClick={() => setLinking(!isLinking)}
          >
            <Link2 className="ic" aria-hidden="true" />
            {TEXT.link}
          </button>
        )}
      </div>
      {isLinking ? <Proof way={way} asksFor={asksFor} onDrop={() => setLinking(false)} /> : null}
    </li>
  );
}

type ProofProps = { way: WayIn; asksFor: Ways["asks_for"]; onDrop: () => void };

function Proof({ way, asksFor, onDrop }: ProofProps) {
  const linking = useLinking(way.id);
  return (
    <OnceMore
      label={`${TEXT.link}: ${way.name}`}
      asksFor={asksFor}
      to="/me"
      asked={linking}
      onProof={(password) => linking.mutate(password)}
      onDrop={onDrop}
    />
  );
}
