"use client";
/** What the page looks at, and the ways to look at something else. */
import { Search } from "lucide-react";
import { type FormEvent, useId } from "react";
import { Go, useGoInstead } from "@/browser/go";
import { useNames } from "@/features/people/names";
import { entered } from "@/features/session/fields";
import { capital } from "@/language/figures";
import { addressOf, type Fact, type Look, SERVICES, type Service } from "./fact";
import { headline, SERVICE, TEXT, thingSaid } from "./messages";

type Props = { look: Look; facts: readonly Fact[]; name?: string | null };

export function EventsHead({ look, facts, name = null }: Props) {
  const names = useNames();
  const { said, em } = headline(look, names, name);
  const actor = facts.find((fact) => fact.actor !== null)?.actor ?? null;
  return (
    <>
      <div className="head">
        {look.kind === "everything" ? (
          <h1 className="say">
            {said} <span className="then">{TEXT.allRest}</span>
          </h1>
        ) : (
          <h1 className="say">
            {said}
            <em>{em}</em>
          </h1>
        )}
        {look.kind === "everything" ? null : (
          <nav className="pick" aria-label={TEXT.list}>
            {look.kind === "thing" ? (
              <Go to={addressOf(look)} aria-current="page">
                {capital(thingSaid(look.stream))} <b className="num">{facts.length || null}</b>
              </Go>
            ) : null}
            {look.kind === "thing" && actor ? (
              <Go to={addressOf({ kind: "person", actor })}>{names(actor)}</Go>
            ) : null}
            {look.kind === "person" ? (
              <Go to={addressOf(look)} aria-current="page">
                {names(look.actor)}
              </Go>
            ) : null}
            <Go to="/admin/events">{TEXT.everything}</Go>
          </nav>
        )}
      </div>
      {look.kind === "everything" ? <Filters look={look} /> : null}
    </>
  );
}

function Filters({ look }: { look: Extract<Look, { kind: "everything" }> }) {
  const goInstead = useGoInstead();
  const id = useId();
  const say = (service: Service | null, type: string) =>
    goInstead(addressOf({ kind: "everything", service, type }));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    say(look.service, entered(event.currentTarget, "type").trim());
  };
  return (
    <div className="filters">
      <nav className="pick" aria-label={TEXT.service}>
        {[null, ...SERVICES].map((service) => (
          <Go
            key={service ?? "all"}
            to={addressOf({ ...look, service })}
            replace
            aria-current={look.service === service ? "page" : undefined}
          >
            {service ? capital(SERVICE[service]) : TEXT.anyService}
          </Go>
        ))}
      </nav>
      <search>
        <form onSubmit={submit}>
          <label className="sr" htmlFor={id}>
            {TEXT.type}
          </label>
          <span className="field kind">
            <Search className="ic" aria-hidden="true" />
            <input
              id={id}
              key={look.type}
              name="type"
              type="search"
              className="sm"
              placeholder={TEXT.typeHint}
              defaultValue={look.type}
              maxLength={200}
            />
          </span>
        </form>
      </search>
    </div>
  );
}
