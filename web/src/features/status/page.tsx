"use client";
/** The status page: one sentence, then each part of the house with its past. */
import {
  CircleAlert,
  Download,
  Eye,
  type LucideIcon,
  Play,
  Sparkles,
  TriangleAlert,
} from "lucide-react";
import { useState } from "react";
import { useNow } from "@/browser/now";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { Closer } from "./closer";
import { Earlier } from "./earlier";
import { Keys } from "./keys";
import { type Meaning, meanings, type Use } from "./meaning";
import { headline, TEXT, windowWords } from "./messages";
import { MonitorRow } from "./monitor-row";
import { Notices } from "./notices";
import { useStatus } from "./queries";
import { MonitorsSkeleton } from "./skeleton";
import { inOrder, type Monitor, type Status, toneOf, WINDOWS, type Window } from "./status";
import { StatusTable } from "./table";

export function StatusPage() {
  const status = useStatus();
  const now = useNow();
  const said = headline(status.data?.monitors ?? []);
  return (
    <>
      <h1 className="say">
        {status.data ? said.fact : TEXT.title}{" "}
        <span className="then">
          {status.data ? said.next : status.isPending ? TEXT.looking : ""}
        </span>
      </h1>
      {status.isPending ? <MonitorsSkeleton label={TEXT.title} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={status} now={now} />
      {status.data ? <Means monitors={status.data.monitors} /> : null}
      {status.data ? <Notices status={status.data} now={now} /> : null}
      {status.data ? <Monitors status={status.data} now={now} /> : null}
      {status.data ? <Earlier now={now} /> : null}
    </>
  );
}

function Monitors({ status, now }: { status: Status; now: Date }) {
  const monitors = inOrder(status.monitors);
  const [window, setWindow] = useState<Window>("90d");
  const [isTable, setTable] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const closer = monitors.find((one) => one.id === chosen) ?? monitors[0];
  if (!closer) {
    return (
      <section className="sec">
        <Empty mark={{ icon: Eye, tone: "info" }} title={TEXT.emptyTitle}>
          {TEXT.empty}
        </Empty>
      </section>
    );
  }
  return (
    <>
      <section className="sec" aria-labelledby="past">
        <div className="sec-h">
          <h2 id="past">{isTable ? TEXT.inFigures : windowWords(window).head}</h2>
          {isTable ? null : (
            <fieldset className="pick">
              <legend className="sr">{TEXT.range}</legend>
              {WINDOWS.map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === window}
                  onClick={() => setWindow(one)}
                >
                  {windowWords(one).pick}
                </button>
              ))}
            </fieldset>
          )}
        </div>
        {isTable ? (
          <StatusTable monitors={monitors} now={now} />
        ) : (
          <ul className="rows">
            {monitors.map((monitor) => (
              <MonitorRow key={monitor.id} monitor={monitor} window={window} now={now} />
            ))}
          </ul>
        )}
        <div className="flow between flex-wrap xs dim mt-3">
          <Keys of={["up", "degraded", "down", "maintenance", "unknown"]} />
          <button type="button" className="why" onClick={() => setTable(!isTable)}>
            {isTable ? TEXT.asBars : TEXT.asTable}
          </button>
        </div>
      </section>
      <Closer
        monitor={closer}
        all={monitors}
        incidents={status.incidents}
        onChoose={choose}
        now={now}
      />
    </>
  );
}

function Means({ monitors }: { monitors: readonly Monitor[] }) {
  const all = meanings(monitors);
  if (all.length === 0) return null;
  return (
    <ul className="mean" aria-label={TEXT.means}>
      {all.map((one) => {
        const Icon = iconOf(one);
        return (
          <li key={one.id}>
            <Icon className={`ic t-${toneOf(one.state)}`} aria-hidden="true" />
            <b>{one.fact}</b>
            <p>{one.rest}</p>
          </li>
        );
      })}
    </ul>
  );
}

const USES: Record<Use, LucideIcon> = {
  watching: Play,
  wishing: Sparkles,
  downloading: Download,
};

function iconOf({ id, state }: Meaning): LucideIcon {
  if (state === "down") return CircleAlert;
  if (state === "degraded") return TriangleAlert;
  return USES[id as Use];
}
