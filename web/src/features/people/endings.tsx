"use client";
/** What ends: sessions, the right to sign in, and in the end all that the house knows of somebody. */
import { GitBranch, LogOut, Trash2, Undo2, UserCheck, UserX } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Go, useGoInstead } from "@/browser/go";
import { entered, TextField } from "@/features/session/fields";
import { useMay } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { Part } from "@/look/surfaces/part";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import type { Person } from "./person";
import { useChange, useEndingSessions, useErasing } from "./queries";

export function History({ person }: { person: Person }) {
  if (!useMay("events.read")) return null;
  return (
    <Part title={TEXT.history} rest={TEXT.historyRest}>
      <Go className="btn sec2 fit" to={`/admin/events?actor=${person.id}`}>
        <GitBranch className="ic" aria-hidden="true" />
        {TEXT.seeEvents}
      </Go>
    </Part>
  );
}

export function Devices({ person }: { person: Person }) {
  const ending = useEndingSessions(person.id);
  const end = () =>
    ending.mutate(undefined, {
      onSuccess: () =>
        tell({ icon: LogOut, tone: "ok", fact: TEXT.ended({ name: person.display_name }) }),
      onError: tellRefused,
    });
  return (
    <Part title={TEXT.sessions} rest={TEXT.sessionsRest}>
      <button type="button" className="btn sec2 fit" disabled={ending.isPending} onClick={end}>
        <LogOut className="ic" aria-hidden="true" />
        {TEXT.endAll}
      </button>
    </Part>
  );
}

export function Endings({ person }: { person: Person }) {
  const [isErasing, setErasing] = useState(false);
  return (
    <>
      <Part title={TEXT.off} rest={TEXT.offRest}>
        <Disabling person={person} />
      </Part>
      <Part title={TEXT.erase} rest={TEXT.eraseRest}>
        {isErasing ? (
          <Erasing person={person} onDrop={() => setErasing(false)} />
        ) : (
          <button type="button" className="btn danger fit" onClick={() => setErasing(true)}>
            <Trash2 className="ic" aria-hidden="true" />
            {TEXT.eraseOpen}
          </button>
        )}
      </Part>
    </>
  );
}

function Disabling({ person }: { person: Person }) {
  const change = useChange(person.id);
  const name = person.display_name;
  const turn = (disabled: boolean) =>
    change.mutate(
      { disabled },
      {
        onError: tellRefused,
        onSuccess: () =>
          tell({
            icon: disabled ? UserX : UserCheck,
            tone: "ok",
            fact: (disabled ? TEXT.offDone : TEXT.onDone)({ name }),
            ...(disabled
              ? { action: { label: TEXT.undo, icon: Undo2, run: () => turn(false) } }
              : {}),
          }),
      },
    );
  return (
    <button
      type="button"
      className="btn sec2 fit"
      disabled={change.isPending}
      onClick={() => turn(!person.disabled)}
    >
      {person.disabled ? (
        <UserCheck className="ic" aria-hidden="true" />
      ) : (
        <UserX className="ic" aria-hidden="true" />
      )}
      {person.disabled ? TEXT.enable : TEXT.disable}
    </button>
  );
}

/** The second look: what can't be undone is done only by who writes the name. */
function Erasing({ person, onDrop }: { person: Person; onDrop: () => void }) {
  const goInstead = useGoInstead();
  const erasing = useErasing(person.id, () => {
    tell({ icon: Trash2, tone: "plain", fact: TEXT.erased({ name: person.display_name }) });
    goInstead("/people");
  });
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isMeant = entered(event.currentTarget, "erase_name").trim() === person.username;
    setWrong(!isMeant);
    if (isMeant) erasing.mutate();
  };
  return (
    <form className="form" onSubmit={submit} aria-label={TEXT.eraseOpen} noValidate>
      {erasing.isError ? <Refusal error={erasing.error} /> : null}
      <TextField
        label={TEXT.eraseType({ name: person.username })}
        name="erase_name"
        autoComplete="off"
        wrong={isWrong ? TEXT.eraseWrong : undefined}
        isFirst
      />
      <div className="flow">
        <button type="submit" className="btn danger" disabled={erasing.isPending}>
          {TEXT.eraseGo}
        </button>
        <button type="button" className="btn quiet" onClick={onDrop}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
