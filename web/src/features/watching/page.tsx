"use client";
/** What the house looks at, what that means for people, and what of it anybody may see. */
import { Plus, Telescope } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/browser/now";
import { Only } from "@/features/session/only";
import { useStatus } from "@/features/status/queries";
import { MonitorsSkeleton } from "@/features/status/skeleton";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { BY, headline, TEXT } from "./messages";
import { PlanForm } from "./plan-form";
import type { Monitor } from "./probe";
import { PublicPagePart } from "./public-page";
import { WatchRow } from "./watch-row";

const SOURCES = ["probe", "uptime_kuma"] as const;

export function WatchingPage() {
  return (
    <Only may="status.manage">
      <Watching />
    </Only>
  );
}

function Watching() {
  const read = useStatus();
  const now = useNow();
  const [isAdding, setAdding] = useState(false);
  const monitors = read.data?.monitors ?? [];
  return (
    <>
      <div className="head">
        <h1 className="say">
          {read.data ? headline(monitors) : TEXT.title} <span className="then">{TEXT.rest}</span>
        </h1>
        {isAdding ? null : (
          <button type="button" className="btn pri lg" onClick={() => setAdding(true)}>
            <Plus className="ic" aria-hidden="true" />
            {TEXT.add}
          </button>
        )}
      </div>
      {isAdding ? (
        <section className="paste" aria-label={TEXT.add}>
          <p className="soft sm">{TEXT.lede}</p>
          <PlanForm id={null} plan={null} name="" onDone={() => setAdding(false)} />
        </section>
      ) : null}
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.isPending ? <MonitorsSkeleton label={TEXT.title} /> : null}
      {read.data && monitors.length === 0 ? (
        <Empty mark={{ icon: Telescope, tone: "info" }} title={TEXT.nothing}>
          {TEXT.lede}
        </Empty>
      ) : null}
      {SOURCES.map((source) => (
        <Watched
          key={source}
          source={source}
          monitors={monitors.filter((one) => one.source === source)}
        />
      ))}
      <PublicPagePart monitors={monitors} now={now} />
    </>
  );
}

type WatchedProps = { source: Monitor["source"]; monitors: readonly Monitor[] };

function Watched({ source, monitors }: WatchedProps) {
  if (monitors.length === 0) return null;
  return (
    <section className="sec watched" aria-labelledby={source}>
      <div className="sec-h">
        <h2 id={source}>{BY[source]}</h2>
      </div>
      <ul className="rows">
        {monitors.map((monitor) => (
          <WatchRow key={monitor.id} monitor={monitor} />
        ))}
      </ul>
    </section>
  );
}
