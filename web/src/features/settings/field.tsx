"use client";
/** One field of a connection: a line, a secret that never comes back, a choice, or a switch. */
import { useState } from "react";
import { TextField } from "@/features/session/fields";
import { Choice } from "@/look/controls/choice";
import { Switch } from "@/look/controls/switch";
import { type Field, keptOf, textIn, type Values } from "./integration";
import { keptSaid } from "./messages";
import { ServerField } from "./server-field";

type Props = { field: Field; values: Values | null; wrong?: string | undefined };

export function FieldOf({ field, values, wrong }: Props) {
  const hint = field.hint;
  switch (field.kind) {
    case "text":
    case "address":
    case "number":
      return (
        <TextField
          label={field.label}
          name={field.name}
          autoComplete="off"
          value={textIn(values, field.name)}
          wrong={wrong}
          isOptional={field.isOptional ?? false}
          {...(hint ? { hint } : {})}
        />
      );
    case "secret":
      return <Secret field={field} values={values} wrong={wrong} />;
    case "switch":
      return (
        <Switch
          label={field.label}
          name={field.name}
          isOn={values?.[field.name] === true}
          {...(hint ? { hint } : {})}
        />
      );
    case "server":
      return <ServerField field={field} values={values} wrong={wrong} />;
    case "choice":
      return <Chosen field={field} chosen={textIn(values, field.name)} />;
  }
}

function Secret({
  field,
  values,
  wrong,
}: {
  field: Extract<Field, { kind: "secret" }>;
  values: Values | null;
  wrong?: string | undefined;
}) {
  const kept = keptOf(field, values);
  const hint = kept ? keptSaid(kept.last) : field.hint;
  return (
    <TextField
      label={field.label}
      name={field.name}
      autoComplete="new-password"
      wrong={wrong}
      isOptional={field.isOptional ?? false}
      isSecret
      {...(hint ? { hint } : {})}
    />
  );
}

function Chosen({ field, chosen }: { field: Extract<Field, { kind: "choice" }>; chosen: string }) {
  const [value, setValue] = useState(chosen);
  return (
    <div className="stack">
      <Choice label={field.label} options={field.options} chosen={value} onChoose={setValue} />
      <input type="hidden" name={field.name} value={value} />
    </div>
  );
}
