"use client";
/** How much somebody may ask for, where that differs from everybody else. */
import { Check } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Refusal } from "@/features/session/refusal";
import { Keep } from "@/look/controls/keep";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { LimitFields } from "./limit-fields";
import { TEXT } from "./messages";
import { type LimitName, limitsIn, type Person } from "./person";
import { useChange } from "./queries";

export function OwnLimits({ person }: { person: Person }) {
  const change = useChange(person.id);
  const [wrong, setWrong] = useState<readonly LimitName[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = limitsIn(new FormData(event.currentTarget));
    setWrong(typed.wrong);
    if (typed.wrong.length > 0) return;
    change.mutate(
      { limits: typed.limits },
      { onSuccess: () => tell({ icon: Check, tone: "ok", fact: TEXT.kept }) },
    );
  };
  return (
    <Part title={TEXT.limits} rest={TEXT.limitsRest}>
      {change.isError ? <Refusal error={change.error} /> : null}
      <form className="stack gap-4" onSubmit={submit} aria-label={TEXT.limits} noValidate>
        <LimitFields wrong={wrong} own={person.limits} />
        <Keep isPending={change.isPending} isRefused={change.isError}>
          {TEXT.keepLimits}
        </Keep>
      </form>
    </Part>
  );
}
