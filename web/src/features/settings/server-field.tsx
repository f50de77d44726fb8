"use client";
/** Which media server counts: one of the owner's, or its identifier where nobody can list them. */
import { useState } from "react";
import { TextField } from "@/features/session/fields";
import { Choice } from "@/look/controls/choice";
import { type Field, textIn, type Values } from "./integration";
import { FIELD } from "./messages";
import { type OwnServer, useConnectedServer, useOwnServers } from "./queries";

type Props = {
  field: Extract<Field, { kind: "server" }>;
  values: Values | null;
  wrong?: string | undefined;
};

export function ServerField({ field, values, wrong }: Props) {
  const own = useOwnServers(values?.has_owner_token === true);
  const connected = useConnectedServer();
  const kept = textIn(values, field.name);
  if (own.isLoading || connected.isLoading)
    return (
      <div className="label" role="status" aria-busy="true" aria-label={field.label}>
        <span className="sk line w-b" />
        <span className="sk block" />
        {/* Whoever keeps the form meanwhile changes nothing of it. */}
        <input type="hidden" name={field.name} value={kept} />
      </div>
    );
  const here = connected.data ?? "";
  return own.data && own.data.length > 0 ? (
    <OneOfThem name={field.name} servers={own.data} kept={kept} here={here} />
  ) : (
    <ByName field={field} kept={kept} here={here} wrong={wrong} />
  );
}

/** `kept`: the one until now; `here`: whose library is connected. Either may be empty. */
type Known = { kept: string; here: string };

function OneOfThem({
  name,
  servers,
  kept,
  here,
}: Known & { name: string; servers: readonly OwnServer[] }) {
  const [chosen, choose] = useState(() => choiceAtFirst(servers, kept, here));
  const isGone = kept !== "" && !servers.some((one) => one.machine_identifier === kept);
  const options = servers.map(({ machine_identifier: value }) => ({
    value,
    label: nameAmong(servers, value),
  }));
  const none = { value: "", label: FIELD.serverNone };
  return (
    <div className="stack">
      <Choice
        label={FIELD.servers}
        options={kept === "" ? options : [...options, none]}
        chosen={chosen}
        onChoose={choose}
      />
      <input type="hidden" name={name} value={chosen} />
      {isGone ? <p className="xs dim">{FIELD.serverGone({ last: kept.slice(-6) })}</p> : null}
    </div>
  );
}

function ByName({ field, kept, here, wrong }: Known & Pick<Props, "field" | "wrong">) {
  const isFound = kept === "" && here !== "";
  const isOther = kept !== "" && here !== "" && kept !== here;
  const hint = isFound
    ? FIELD.machineFound
    : isOther
      ? FIELD.machineOther({ id: here })
      : field.hint;
  return (
    <TextField
      label={field.label}
      name={field.name}
      autoComplete="off"
      value={kept || here}
      wrong={wrong}
      isOptional
      {...(hint ? { hint } : {})}
    />
  );
}

/** The one that stands, as long as it is there; else the one that is connected, or the first. */
function choiceAtFirst(servers: readonly OwnServer[], kept: string, here: string): string {
  const all = servers.map((one) => one.machine_identifier);
  return [kept, here].find((one) => all.includes(one)) ?? all[0] ?? "";
}

/** Its name; with the end of its identifier, where another is called the same. */
function nameAmong(servers: readonly OwnServer[], id: string): string {
  const name = servers.find((one) => one.machine_identifier === id)?.name ?? "";
  const isTwice = servers.filter((one) => one.name === name).length > 1;
  return isTwice || name === "" ? FIELD.serverNamed({ name, last: id.slice(-6) }) : name;
}
