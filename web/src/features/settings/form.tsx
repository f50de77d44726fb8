"use client";
/** The form of a connection, built from what it needs to be told. */
import { Check } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { problemIn } from "@/api/problem";
import { Refusal } from "@/features/session/refusal";
import { tell } from "@/look/surfaces/toast";
import { FieldOf } from "./field";
import { atFirst, bodyOf, type Integration, missing, type Values } from "./integration";
import { TEXT } from "./messages";
import { useSetting, useTrying } from "./queries";
import { Steps } from "./steps";

type Props = {
  one: Integration;
  values: Values | null;
  onKept: () => void;
  /** Where there is nothing to go back to, there is no such button. */
  onDone?: () => void;
};

export function ConnectionForm({ one, values, onKept, onDone }: Props) {
  const setting = useSetting(one);
  const trying = useTrying(one);
  const form = useRef<HTMLFormElement>(null);
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const problem = setting.isError ? problemIn(setting.error) : null;
  const wrong = problem?.kind === "refused" ? problem.fields : {};
  /** The body, unless something is missing: then the page says what. */
  const filled = (): Values | null => {
    if (!form.current) return null;
    const typed = new FormData(form.current);
    const lacks = missing(one.fields, typed, values);
    setLacking(lacks);
    return lacks.length > 0 ? null : bodyOf(one.fields, typed);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = filled();
    if (!body) return;
    setting.mutate(body, {
      onSuccess: () => {
        tell({ icon: Check, tone: "ok", fact: TEXT.kept({ name: one.title }) });
        onKept();
      },
    });
  };
  const tryFirst = () => {
    const body = filled();
    if (body) trying.mutate(body);
  };
  return (
    <form ref={form} className="fields" onSubmit={submit} aria-label={one.title} noValidate>
      {setting.isError ? <Refusal error={setting.error} /> : null}
      {trying.isError ? <Refusal error={trying.error} /> : null}
      {one.fields.map((field) => (
        <FieldOf
          key={field.name}
          field={field}
          values={atFirst(one, values)}
          wrong={lacking.includes(field.name) ? TEXT.needed : wrong[field.name]}
        />
      ))}
      {trying.isPending || trying.data ? (
        <Steps name={one.title} steps={trying.data ?? null} />
      ) : null}
      <div className="flow wrap acts">
        <button type="submit" className="btn pri" disabled={setting.isPending}>
          {TEXT.keep}
        </button>
        {one.isTriedOnceKept ? null : (
          <button type="button" className="btn sec2" disabled={trying.isPending} onClick={tryFirst}>
            {trying.isPending ? TEXT.testing : TEXT.tryFirst}
          </button>
        )}
        {onDone ? (
          <button type="button" className="btn quiet" onClick={onDone}>
            {TEXT.drop}
          </button>
        ) : null}
      </div>
    </form>
  );
}
