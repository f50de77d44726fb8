"use client";
/** Keys for scripts that act for oneself: made, shown once, taken back. */
import { KeyRound, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useNow } from "@/browser/now";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { moment } from "@/language/figures";
import { Choice } from "@/look/controls/choice";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { forKeys, LASTS, type Lasts } from "./key";
import { endSaid, LASTS_SAID, scopeSaid, TEXT } from "./messages";
import { type Scope, useApiKeys, useKeyRemoval, useNewKey } from "./queries";
import { ShownOnce } from "./shown-once";

export function Keys({ may }: { may: readonly Scope[] }) {
  const keys = useApiKeys();
  const removal = useKeyRemoval();
  const make = useNewKey();
  const [isMaking, setMaking] = useState(false);
  const now = useNow();
  const items = keys.data?.items ?? [];
  const made = make.data?.key ?? null;
  return (
    <Part title={TEXT.keys} {...(items.length === 0 ? { rest: TEXT.keysNone } : {})}>
      <ReadTrouble title={TEXT.failedTitle} read={keys} now={now} />
      {removal.isError ? <Refusal error={removal.error} /> : null}
      {made !== null ? (
        <ShownOnce title={TEXT.keyMade} lines={[made]} onKept={() => make.reset()} />
      ) : null}
      <ul className="rows">
        {items.map((key) => (
          <li key={key.id} className="thing">
            <KeyRound className="ic" aria-hidden="true" />
            <div>
              <b>{key.name}</b>
              <p className="xs dim">
                {key.scopes.map(scopeSaid).join(", ")} ·{" "}
                {key.last_used_at ? moment(new Date(key.last_used_at), now) : TEXT.keyNeverUsed} ·{" "}
                {endSaid(key.expires_at)}
              </p>
            </div>
            <button
              type="button"
              className="btn quiet s"
              aria-label={`${TEXT.remove}: ${key.name}`}
              onClick={() => removal.mutate(key.id)}
            >
              {TEXT.remove}
            </button>
          </li>
        ))}
      </ul>
      {isMaking ? (
        <KeyForm may={forKeys(may)} make={make} onDone={() => setMaking(false)} />
      ) : (
        <button type="button" className="btn sec2 fit" onClick={() => setMaking(true)}>
          <Plus className="ic" aria-hidden="true" />
          {TEXT.addKey}
        </button>
      )}
    </Part>
  );
}

type FormProps = {
  may: readonly Scope[];
  make: ReturnType<typeof useNewKey>;
  onDone: () => void;
};

function KeyForm({ may, make, onDone }: FormProps) {
  const [lasts, setLasts] = useState<Lasts>("year");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).getAll("scopes");
    make.mutate(
      {
        name: entered(event.currentTarget, "key_name").trim(),
        scopes: may.filter((scope) => chosen.includes(scope)),
        lasts,
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form className="form" onSubmit={submit} aria-label={TEXT.addKey}>
      {make.isError ? <Refusal error={make.error} /> : null}
      <TextField label={TEXT.keyName} name="key_name" autoComplete="off" isFirst />
      <fieldset className="stack">
        <legend className="sm">{TEXT.keyMay}</legend>
        {may.map((scope) => (
          <label key={scope} className="flow sm">
            <input type="checkbox" className="check" name="scopes" value={scope} />
            {scopeSaid(scope)}
          </label>
        ))}
      </fieldset>
      <Choice
        label={TEXT.keyLasts}
        options={LASTS.map((value) => ({ value, label: LASTS_SAID[value] }))}
        chosen={lasts}
        onChoose={setLasts}
      />
      <div className="flow">
        <button type="submit" className="btn pri" disabled={make.isPending}>
          {TEXT.addKey}
        </button>
        <button type="button" className="btn quiet" onClick={onDone}>
          {TEXT.drop}
        </button>
      </div>
    </form>
  );
}
