"use client";
/** A chat app by which one is told, added by what that app gives out for it. */
import { Check } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { problemIn } from "@/api/problem";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { tell } from "@/look/surfaces/toast";
import { useNewChat } from "../queries";
import { APPS, type App, formOf, isWrong, LINES, type LineName } from "./forms";
import { APP, CHAT, HINT, LABEL } from "./messages";

export function Chat({ onAdded }: { onAdded: () => void }) {
  const [app, choose] = useState<App>(APPS[0]);
  const add = useNewChat();
  const problem = add.isError ? problemIn(add.error) : null;
  const refused = problem?.kind === "refused" ? problem.fields : {};
  const isSaid = LINES[app].some((line) => isWrong(line, refused));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const filled = (name: LineName) => entered(form, name).trim();
    add.mutate(formOf(app, filled), {
      onSuccess: () => {
        tell({ icon: Check, tone: "ok", fact: CHAT.added });
        onAdded();
      },
    });
  };
  return (
    <form className="form mt-4" onSubmit={submit} aria-label={CHAT.fold} noValidate>
      {problem && !isSaid ? <Refusal error={add.error} /> : null}
      <Which
        app={app}
        choose={(next) => {
          add.reset();
          choose(next);
        }}
      />
      {LINES[app].map((line) => (
        <TextField
          key={`${app} ${line.name}`}
          autoComplete="off"
          label={LABEL[line.name]}
          hint={HINT[line.name]}
          wrong={
            isWrong(line, refused)
              ? CHAT.unlike({ app: APP[app], hint: HINT[line.name] })
              : undefined
          }
          {...line}
        />
      ))}
      <button type="submit" className="btn sec2" disabled={add.isPending}>
        {CHAT.add}
      </button>
    </form>
  );
}

function Which({ app, choose }: { app: App; choose: (app: App) => void }) {
  const id = useId();
  return (
    <div className="label">
      <label htmlFor={id}>{CHAT.which}</label>
      <select
        id={id}
        className="select"
        value={app}
        onChange={({ target }) => choose(APPS.find((one) => one === target.value) ?? app)}
      >
        {APPS.map((one) => (
          <option key={one} value={one}>
            {APP[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
