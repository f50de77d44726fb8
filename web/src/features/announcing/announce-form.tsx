"use client";
/** Says something to everybody, until it is taken back or has held long enough. */
import { Megaphone, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { entered, TextField } from "@/features/session/fields";
import { Refusal } from "@/features/session/refusal";
import { Choice } from "@/look/controls/choice";
import { LongField } from "@/look/controls/long-field";
import { tell } from "@/look/surfaces/toast";
import { HOLDS, type Holds, TEXT } from "./messages";
import { useAnnouncing } from "./queries";

export function AnnounceForm() {
  const announcing = useAnnouncing();
  const [isOpen, setOpen] = useState(false);
  const [holds, setHolds] = useState<Holds>("open");
  const [lacks, setLacks] = useState(false);
  if (!isOpen)
    return (
      <button type="button" className="btn sec2 fit" onClick={() => setOpen(true)}>
        <Plus className="ic" aria-hidden="true" />
        {TEXT.announce}
      </button>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = entered(event.currentTarget, "title").trim();
    setLacks(title === "");
    if (title === "") return;
    announcing.mutate(
      {
        title,
        text: entered(event.currentTarget, "text").trim(),
        holds,
      },
      {
        onSuccess: () => {
          tell({ icon: Megaphone, tone: "ok", fact: TEXT.said });
          setOpen(false);
        },
      },
    );
  };
  return (
    <form className="panel fields" onSubmit={submit} aria-label={TEXT.announce} noValidate>
      {announcing.isError ? <Refusal error={announcing.error} /> : null}
      <div className="wide">
        <TextField
          label={TEXT.head}
          name="title"
          autoComplete="off"
          wrong={lacks ? TEXT.needed : undefined}
          isFirst
        />
      </div>
      <div className="wide">
        <LongField label={TEXT.text} name="text" most={4000} />
      </div>
      <div className="wide">
        <Choice
          label={TEXT.holds}
          options={(Object.keys(HOLDS) as Holds[]).map((value) => ({ value, label: HOLDS[value] }))}
          chosen={holds}
          onChoose={setHolds}
        />
      </div>
      <div className="flow acts">
        <button type="submit" className="btn pri" disabled={announcing.isPending}>
          {TEXT.say}
        </button>
      </div>
    </form>
  );
}
