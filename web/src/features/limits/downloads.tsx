"use client";
/** How much everybody may fetch, and whose videos wait for a yes. */
import { type FormEvent, useState } from "react";
import type { Got } from "@/api/answers";
import { Refusal } from "@/features/session/refusal";
import { useChoosing } from "@/features/settings/chosen";
import { Keeping } from "@/features/settings/keeping";
import { NumberField } from "@/features/settings/number-field";
import { type NumberRule, numbersIn } from "@/features/settings/numbers";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";
import { type Role, Roles } from "./roles";

const PATH = "/api/v1/settings/downloads/limits";
type Limits = Got<typeof PATH>;
type Name = "downloads_per_hour" | "download_gb_per_day" | "space_gb";

const MOST = 100_000;
const FIELDS: readonly (NumberRule<Name> & { label: "anHour" | "aDay" | "inAll" })[] = [
  { name: "downloads_per_hour", label: "anHour", most: MOST, mayBeEmpty: true },
  { name: "download_gb_per_day", label: "aDay", most: MOST, mayBeEmpty: true },
  { name: "space_gb", label: "inAll", most: MOST, mayBeEmpty: true },
];
/** All others steer downloads themselves: they need nobody's yes. */
const MAY_WAIT: readonly Role[] = ["member", "guest"];

export function DownloadLimits({ limits }: { limits: Limits }) {
  const choosing = useChoosing(PATH);
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({});
  const [waits, setWaits] = useState(limits.approval_roles);
  const { is_chosen, ...before } = limits;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = numbersIn(FIELDS, new FormData(event.currentTarget));
    setWrong(read.wrong);
    if (Object.keys(read.wrong).length > 0) return;
    choosing.keep({ ...read.values, approval_roles: waits });
  };
  return (
    <Part title={TEXT.downloads} rest={TEXT.downloadsRest}>
      {choosing.error ? <Refusal error={choosing.error} /> : null}
      <form className="stack gap-6" onSubmit={submit} aria-label={TEXT.downloads} noValidate>
        <div className="numbers">
          {FIELDS.map(({ name, label }) => (
            <NumberField
              key={name}
              label={TEXT[label]}
              name={name}
              value={limits[name] ?? null}
              placeholder={TEXT.asMany}
              wrong={wrong[name]}
            />
          ))}
        </div>
        <Roles label={TEXT.needYes} chosen={waits} onChoose={setWaits} of={MAY_WAIT} />
        <Keeping
          about={TEXT.downloads}
          isChosen={is_chosen}
          asked={choosing}
          onForget={() => choosing.forget(before)}
        />
      </form>
    </Part>
  );
}
