"use client";
/** Plans a time in which parts of the house are worked on. */
import { Plus, Wrench } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { named } from "@/features/status/meaning";
import { useStatus } from "@/features/status/queries";
import { LongField } from "@/look/controls/long-field";
import { Pill } from "@/look/controls/pill";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { usePlanning } from "./queries";

type Edge = "starts_at" | "ends_at";

export function PlanForm() {
  const planning = usePlanning();
  const [isOpen, setOpen] = useState(false);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  if (!isOpen)
    return (
      <button type="button" className="btn sec2 fit" onClick={() => setOpen(true)}>
        <Plus className="ic" aria-hidden="true" />
        {TEXT.plan}
      </button>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const title = entered(form, "title").trim();
    const [from, to] = [entered(form, "starts_at"), entered(form, "ends_at")];
    const found = wrongIn(title, from, to);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    planning.mutate(
      {
        title,
        text: entered(form, "text").trim(),
        starts_at: new Date(from).toISOString(),
        ends_at: new Date(to).toISOString(),
        monitor_ids: new FormData(form).getAll("monitor_ids").map(String),
      },
      {
        onSuccess: () => {
          tell({ icon: Wrench, tone: "ok", fact: TEXT.planned });
          setOpen(false);
        },
      },
    );
  };
  return (
    <form className="panel fields" onSubmit={submit} aria-label={TEXT.plan} noValidate>
      {planning.isError ? <Refusal error={planning.error} /> : null}
      <div className="wide">
        <TextField label={TEXT.what} name="title" autoComplete="off" wrong={wrong.title} isFirst />
      </div>
      <Moment edge="starts_at" label={TEXT.from} wrong={wrong.starts_at} />
      <Moment edge="ends_at" label={TEXT.until} wrong={wrong.ends_at} />
      <div className="wide">
        <LongField label={TEXT.text} name="text" most={4000} />
      </div>
      <Touched />
      <div className="flow acts">
        <button type="submit" className="btn pri" disabled={planning.isPending}>
          {TEXT.planIt}
        </button>
      </div>
    </form>
  );
}

function Moment({ edge, label, wrong }: { edge: Edge; label: string; wrong?: string | undefined }) {
  const id = useId();
  return (
    <div className="label">
      <label htmlFor={id}>{label}</label>
      <span className="field">
        <input
          id={id}
          name={edge}
          type="datetime-local"
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong ? `${id}-said` : undefined}
        />
      </span>
      {wrong ? (
        <span id={`${id}-said`} className="wrong">
          {wrong}
        </span>
      ) : null}
    </div>
  );
}

function Touched() {
  const monitors = useStatus().data?.monitors ?? [];
  return (
    <fieldset className="wide">
      <legend className="legend">{TEXT.touches}</legend>
      <div className="opts">
        {monitors.map((monitor) => (
          <Pill key={monitor.id} type="checkbox" name="monitor_ids" value={monitor.id}>
            {named(monitor)}
          </Pill>
        ))}
      </div>
    </fieldset>
  );
}

/** What is missing or can't be, by field. */
export function wrongIn(title: string, from: string, to: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (title === "") found.title = TEXT.needed;
  if (from === "") found.starts_at = TEXT.needed;
  if (to === "") found.ends_at = TEXT.needed;
  if (from !== "" && to !== "" && new Date(to) <= new Date(from)) found.ends_at = TEXT.planWrong;
  return found;
}
