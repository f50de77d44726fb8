"use client";
/** Incidents that are over: the last few, each with its course; more of them when somebody wants to see. */
import { useState } from "react";
import { moment, span } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Course } from "./course";
import { named } from "./meaning";
import { INCIDENT, TEXT } from "./messages";
import { useIncidents } from "./queries";
import type { Incident } from "./status";

const AT_FIRST = 3;

export function Earlier({ now }: { now: Date }) {
  const read = useIncidents();
  const [isWhole, setWhole] = useState(false);
  const over = read.data?.pages.flatMap((page) => page.items).filter(isOver) ?? [];
  const hasMore = isWhole ? read.hasNextPage : over.length > AT_FIRST || read.hasNextPage;
  const more = () => (isWhole ? void read.fetchNextPage() : setWhole(true));
  if (read.data && over.length === 0 && !hasMore) return null;
  return (
    <section className="sec" aria-labelledby="earlier">
      <div className="sec-h">
        <h2 id="earlier">{INCIDENT.earlier}</h2>
      </div>
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      <ul className="rows">
        {over.slice(0, isWhole ? undefined : AT_FIRST).map((one) => (
          <Over key={one.id} incident={one} now={now} />
        ))}
      </ul>
      {hasMore ? (
        <button
          type="button"
          className="btn sec2 mt-4"
          disabled={read.isFetchingNextPage}
          onClick={more}
        >
          {INCIDENT.more}
        </button>
      ) : null}
    </section>
  );
}

type Closed = Incident & { closed_at: string };

function isOver(incident: Incident): incident is Closed {
  return incident.closed_at !== null;
}

function Over({ incident, now }: { incident: Closed; now: Date }) {
  const opened = new Date(incident.opened_at);
  const lasted = span(opened, new Date(incident.closed_at));
  return (
    <li className="past">
      <details>
        <summary>
          <b>{INCIDENT.wasAway({ name: named({ name: incident.monitor_name }) })}</b>{" "}
          <span className="sm soft">
            {INCIDENT.lasted({ when: moment(opened, now), span: lasted })}
          </span>
        </summary>
        <Course incident={incident} now={now} />
      </details>
    </li>
  );
}
