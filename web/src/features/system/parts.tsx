"use client";
import { Go } from "@/browser/go";
/** The services, one row each: whether it works, how many facts it holds, and what is on its mind. */
import { Away } from "@/features/events/away";
import { addressOf } from "@/features/events/fact";
import { SERVICE } from "@/features/events/messages";
import { BREAKER, HEALTH, TEXT } from "./messages";
import { type Part, type SystemNow, TONE } from "./part";

type Props = { parts: readonly Part[]; missing: SystemNow["missing"] };

export function Parts({ parts, missing }: Props) {
  return (
    <section className="sec" aria-label={TEXT.parts}>
      <Away missing={missing} />
      <ul className="rows">
        {parts.map((part) => (
          <PartRow key={part.service} part={part} />
        ))}
      </ul>
    </section>
  );
}

function PartRow({ part }: { part: Part }) {
  return (
    <li className="sys">
      <div>
        <span className="nm">
          <span className={`dot ${TONE[part.health]}`} aria-hidden="true" />
          {part.service}
        </span>
        <span className="xs soft">
          {SERVICE[part.service]}, {part.detail ?? HEALTH[part.health]}
        </span>
      </div>
      <dl className="num">
        <Figure name={TEXT.log} value={String(part.head)} />
        <Figure name={TEXT.behind} value={String(part.behind)} />
        <Figure name={TEXT.waiting} value={String(part.waiting)} />
        <Figure name={TEXT.line} value={part.breaker ? BREAKER[part.breaker] : "–"} />
      </dl>
      <details>
        <summary className="why xs">{TEXT.details}</summary>
        <div className="two mt-4">
          <Readers part={part} />
          <Jobs part={part} />
        </div>
        <Go
          className="why xs"
          to={addressOf({ kind: "everything", service: part.service, type: "" })}
        >
          {TEXT.events}
        </Go>
      </details>
    </li>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Readers({ part }: { part: Part }) {
  return (
    <div className="scroller">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{TEXT.reader}</th>
            <th scope="col">{TEXT.source}</th>
            <th scope="col">{TEXT.state}</th>
            <th scope="col" className="r">
              {TEXT.place}
            </th>
          </tr>
        </thead>
        <tbody>
          {part.readers.map((reader) => (
            <tr key={`${reader.source} ${reader.name}`}>
              <th scope="row">{reader.name}</th>
              <td>{reader.source === "own" ? TEXT.own : reader.source}</td>
              <td className={reader.error ? "t-bad" : "soft"}>{reader.error ?? reader.status}</td>
              <td className="r">{reader.position}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Jobs({ part }: { part: Part }) {
  if (part.jobs.length === 0) return null;
  return (
    <div className="scroller">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{TEXT.job}</th>
            <th scope="col">{TEXT.state}</th>
            <th scope="col" className="r">
              {TEXT.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {part.jobs.map((job) => (
            <tr key={`${job.kind} ${job.status}`}>
              <th scope="row">{job.kind}</th>
              <td className="soft">{job.status}</td>
              <td className="r">{job.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
