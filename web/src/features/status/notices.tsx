/** What goes on: maintenance, and what was announced last. What is away is said above and below. */
import { useState } from "react";
import { clock, moment } from "@/language/figures";
import { TEXT } from "./messages";
import type { Status } from "./status";

type Notice = { id: string; tone: "info" | ""; fact: string; at: string; words: string };

/** So many announcements stand here by themselves; how the house is must not be pushed out of sight. */
const MOST_SAID = 2;

export function Notices({ status, now }: { status: Status; now: Date }) {
  const [isWhole, setWhole] = useState(false);
  const older = Math.max(0, status.announcements.length - MOST_SAID);
  const notices = noticesOf(status, now).slice(0, isWhole || older === 0 ? undefined : -older);
  if (notices.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="notices">
      <div className="sec-h">
        <h2 id="notices">{TEXT.notices}</h2>
      </div>
      <ol className="tl">
        {notices.map((notice) => (
          <li key={notice.id}>
            <span className={`dot ${notice.tone}`} aria-hidden="true" />
            <b>{notice.fact}</b>
            <time dateTime={notice.at}>{moment(new Date(notice.at), now)}</time>
            {notice.words ? <p>{notice.words}</p> : null}
          </li>
        ))}
      </ol>
      {older > 0 ? (
        <button
          type="button"
          className="why"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? TEXT.newestOnly : TEXT.older({ count: older })}
        </button>
      ) : null}
    </section>
  );
}

/** What is planned first, then what was said. */
function noticesOf(status: Status, now: Date): Notice[] {
  return [
    ...status.maintenance.map((plan) => ({
      id: plan.id,
      tone: "info" as const,
      fact: plan.title,
      at: plan.starts_at,
      words: `${plan.text} ${maintenanceWords(plan, now)}`.trim(),
    })),
    ...status.announcements.map((said) => ({
      id: said.id,
      tone: "" as const,
      fact: said.title,
      at: said.at,
      words: said.text,
    })),
  ];
}

function maintenanceWords(plan: Status["maintenance"][number], now: Date): string {
  const [from, to] = [new Date(plan.starts_at), new Date(plan.ends_at)];
  if (plan.stage === "going on") return TEXT.goesOn({ end: moment(to, now) });
  const isOneDay = from.toDateString() === to.toDateString();
  return TEXT.planned({ start: clock(from), end: isOneDay ? clock(to) : moment(to, now) });
}
