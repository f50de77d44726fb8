"use client";
/** Stands for every page while the house can't be reached: how it was, and the way back to it. */
import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { base } from "@/api/base";
import { useNow } from "@/browser/now";
import { DoorFrame } from "@/features/session/frame";
import { pausesOf } from "@/features/status/pause";
import { moment } from "@/language/figures";
import { backWords, type Pause } from "@/look/surfaces/pause";
import { stateWords, TEXT } from "./messages";
import { type Line, type Snapshot, snapshot } from "./snapshot";

const LOOK_MS = 5_000;

export function OfflinePage() {
  const [kept, setKept] = useState<Snapshot | null>(null);
  useEffect(() => setKept(snapshot()), []);
  useEffect(() => {
    const look = () => void comeBack();
    const every = setInterval(look, LOOK_MS);
    window.addEventListener("online", look);
    return () => {
      clearInterval(every);
      window.removeEventListener("online", look);
    };
  }, []);
  const now = useNow();
  const pause = kept ? pauseIn(kept, now) : null;
  return (
    <DoorFrame
      title={pause ? `${backWords(pause.until, now)}.` : TEXT.title}
      lede={pause ? `${pause.why} ${TEXT.safe}` : TEXT.rest}
      base={TEXT.base}
    >
      {kept ? <AsOf kept={kept} /> : null}
      <div>
        <button type="button" className="btn ink lg" onClick={() => window.location.reload()}>
          <RefreshCw className="ic" aria-hidden="true" />
          {TEXT.again}
        </button>
      </div>
    </DoorFrame>
  );
}

/** The pause for which not even the door answers; without a network nobody knows whether it does. */
function pauseIn({ planned }: Snapshot, now: Date): Pause | null {
  if (!planned || !navigator.onLine) return null;
  return pausesOf(planned, now).find(({ isFor }) => isFor(null)) ?? null;
}

/** The house answers again: the page that was wanted opens. */
async function comeBack(): Promise<void> {
  const here = window.location.pathname;
  if (here.endsWith("/offline")) return;
  const asked = fetch(`${base()}/api/v1/auth/providers`, { cache: "no-store" });
  const answer = await asked.catch(() => null);
  if (answer?.ok) window.location.reload();
}

function AsOf({ kept }: { kept: Snapshot }) {
  const when = moment(new Date(kept.at), new Date());
  return (
    <section className="stack gap-4" aria-label={TEXT.asOf({ when })}>
      <h2 className="h3">{TEXT.asOf({ when })}</h2>
      <Lines title={TEXT.wishes} lines={kept.wishes} />
      <Lines title={TEXT.downloads} lines={kept.downloads} />
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="sm dim">{title}</h3>
      <ul className="rows">
        {lines.map((line) => (
          <li key={`${line.title} ${line.state}`} className="svc">
            <span className="dot" aria-hidden="true" />
            <span className="clip">{line.title}</span>
            <span className="num">
              {line.state === "downloading" && line.percent !== null
                ? TEXT.percent({ percent: Math.round(line.percent) })
                : stateWords(line.state)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
