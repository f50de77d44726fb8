"use client";
/** The services, one row each: whether it works, how many facts it holds, and what is on its mind. */
import { ChevronDown, ChevronUp, CloudOff, Unplug } from "lucide-react";
import { useState } from "react";
import { Go } from "@/browser/go";
import { addressOf } from "@/features/events/fact";
import { SERVICE } from "@/features/events/messages";
import { capital, listed, moment } from "@/language/figures";
import { Note } from "@/look/surfaces/note";
import { BREAKER, HEALTH, TEXT } from "./messages";
import { type GivenUp, type Part, type SystemNow, TONE } from "./part";

type Props = { parts: readonly Part[]; now: Date } & Pick<SystemNow, "missing" | "given_up">;

export function Parts({ parts, missing, given_up, now }: Props) {
  const isGivenUp = new Set<string>(given_up.map(({ service }) => service));
  return (
    <section className="sec" aria-label={TEXT.parts}>
      {given_up.map((one) => (
        <Lost key={one.service} lost={one} now={now} />
      ))}
      <Missing parts={missing.filter((one) => !isGivenUp.has(one))} />
      {parts.length > 0 ? <Heads /> : null}
      <ul className="rows">
        {parts.map((part) => (
          <PartRow key={part.service} part={part} />
        ))}
      </ul>
    </section>
  );
}

function Missing({ parts }: { parts: SystemNow["missing"] }) {
  if (parts.length === 0) return null;
  return (
    <div className="mt-4">
      <Note icon={CloudOff} tone="warn" role="status">
        {TEXT.missing({ parts: capital(listed(parts.map((one) => SERVICE[one]))) })}
      </Note>
    </div>
  );
}

/** Of what does not answer, that it is left alone for a while, and until when. */
function Lost({ lost, now }: { lost: GivenUp; now: Date }) {
  const when = moment(new Date(lost.since), now);
  return (
    <div className="mt-4">
      <Note
        icon={Unplug}
        tone="bad"
        role="status"
        action={
          <Go
            className="why"
            to={addressOf({ kind: "everything", service: "gateway", type: "gateway.reach-lost" })}
          >
            {TEXT.events}
          </Go>
        }
      >
        <b>{TEXT.gaveUp({ part: SERVICE[lost.service], when })}</b>{" "}
        {TEXT.triesAgain({ seconds: lost.tries_again_in_s })}
      </Note>
    </div>
  );
}

function Heads() {
  return (
    <div className="sys heads" aria-hidden="true">
      <span>{TEXT.part}</span>
      <div className="tally">
        {[TEXT.log, TEXT.behind, TEXT.waiting, TEXT.line].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
    </div>
  );
}

function PartRow({ part }: { part: Part }) {
  const [isOpen, setOpen] = useState(false);
  const name = capital(SERVICE[part.service]);
  const Chevron = isOpen ? ChevronUp : ChevronDown;
  return (
    <li className="sys">
      <div>
        <span className="nm">
          <span className={`dot ${TONE[part.health]}`} aria-hidden="true" />
          {name}
          <span className="xs dim mono" translate="no">
            {part.service}
          </span>
        </span>
        <span className="xs soft">
          {capital(part.detail ?? HEALTH[part.health])}
          {isOpen ? null : (
            <span className="brief">
              {" "}
              · {TEXT.brief({ events: part.head, jobs: part.waiting })}
            </span>
          )}
        </span>
      </div>
      <dl className={isOpen ? "tally num" : "tally num closed"}>
        <Figure name={TEXT.log} value={String(part.head)} />
        <Figure name={TEXT.behind} value={String(part.behind)} />
        <Figure name={TEXT.waiting} value={String(part.waiting)} />
        <Figure name={TEXT.line} value={part.breaker ? BREAKER[part.breaker] : "–"} />
      </dl>
      <button
        type="button"
        className="btn quiet icon"
        aria-label={TEXT.details({ part: name })}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron className="ic" aria-hidden="true" />
      </button>
      {isOpen ? <Details part={part} /> : null}
    </li>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="narrow:sr-only">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Details({ part }: { part: Part }) {
  return (
    <div className="details">
      <div className="two">
        <Readers part={part} />
        <Jobs part={part} />
      </div>
      <Go
        className="why xs"
        to={addressOf({ kind: "everything", service: part.service, type: "" })}
      >
        {TEXT.events}
      </Go>
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
