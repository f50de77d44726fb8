"use client";
/** How something is looked at: what it is, where, and how often; it can be looked at before it is kept. */
import { Check, CircleCheck, CircleX } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { problemIn } from "@/api/problem";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { FieldOf } from "@/features/settings/field";
import { missing, type Values } from "@/features/settings/integration";
import { Choice } from "@/look/controls/choice";
import { Note } from "@/look/surfaces/note";
import { tell } from "@/look/surfaces/toast";
import { fieldsOf, probeIn } from "./fields";
import { EVERY_SAID, foundSaid, KIND, TEXT } from "./messages";
import { EVERY, type Every, everyOf, KINDS, type Kind, type Plan } from "./probe";
import { usePlanning, useTrial } from "./queries";

type Props = { id: string | null; plan: Plan | null; name: string; onDone: () => void };

export function PlanForm({ id, plan, name, onDone }: Props) {
  const planning = usePlanning(id);
  const trial = useTrial();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Kind>(plan?.probe.type ?? "http");
  const [every, setEvery] = useState<Every>(everyOf(plan));
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const problem = planning.isError ? problemIn(planning.error) : null;
  const wrong = problem?.kind === "refused" ? problem.fields : {};
  const filled = (wants: readonly string[]) => {
    if (!form.current) return null;
    const typed = new FormData(form.current);
    const lacks = [
      ...missing(fieldsOf(kind), typed, null),
      ...wants.filter((one) => String(typed.get(one) ?? "").trim() === ""),
    ];
    setLacking(lacks);
    return lacks.length > 0 ? null : probeIn(kind, typed);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = entered(event.currentTarget, "monitor_name").trim();
    const probe = filled(["monitor_name"]);
    if (!probe) return;
    planning.mutate(
      { name: said, probe, every_s: Number(every), limit_ms: plan?.limit_ms ?? null },
      {
        onSuccess: () => {
          tell({ icon: Check, tone: "ok", fact: (id ? TEXT.changed : TEXT.added)({ name: said }) });
          onDone();
        },
      },
    );
  };
  const values: Values | null = plan?.probe.type === kind ? plan.probe : null;
  return (
    <form ref={form} className="fields opened" onSubmit={submit} aria-label={TEXT.add} noValidate>
      {planning.isError ? <Refusal error={planning.error} /> : null}
      <div className="wide">
        <Choice
          label={TEXT.kind}
          options={KINDS.map((value) => ({ value, label: KIND[value] }))}
          chosen={kind}
          onChoose={setKind}
        />
      </div>
      <TextField
        label={TEXT.name}
        name="monitor_name"
        autoComplete="off"
        value={name}
        wrong={lacking.includes("monitor_name") ? TEXT.needed : wrong.name}
      />
      {fieldsOf(kind).map((field) => (
        <FieldOf
          key={`${kind} ${field.name}`}
          field={field}
          values={values}
          wrong={
            lacking.includes(field.name)
              ? TEXT.needed
              : (wrong[`probe/${field.name}`] ?? wrong[field.name])
          }
        />
      ))}
      <Choice
        label={TEXT.every}
        options={EVERY.map((value) => ({ value, label: EVERY_SAID[value] }))}
        chosen={every}
        onChoose={setEvery}
      />
      {trial.isError ? <Refusal error={trial.error} /> : null}
      {trial.data ? (
        <Note
          icon={trial.data.ok ? CircleCheck : CircleX}
          tone={trial.data.ok ? "ok" : "bad"}
          role="status"
        >
          <b>{trial.data.ok ? foundSaid(trial.data.response_ms) : TEXT.notFound}</b>{" "}
          {trial.data.detail}
        </Note>
      ) : null}
      <div className="flow wrap acts">
        <button type="submit" className="btn pri" disabled={planning.isPending}>
          {id ? TEXT.keepChange : TEXT.keep}
        </button>
        <button
          type="button"
          className="btn sec2"
          disabled={trial.isPending}
          onClick={() => {
            const probe = filled([]);
            if (probe) trial.mutate(probe);
          }}
        >
          {trial.isPending ? TEXT.looking : TEXT.look}
        </button>
        <button type="button" className="btn quiet" onClick={onDone}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
