"use client";
/** How much everybody may wish for, whose wishes need nobody's yes, and who may have 4K. */
import { type FormEvent, useState } from "react";
import type { Got } from "@/api/answers";
import { Refusal } from "@/features/session/refusal";
import { useChoosing } from "@/features/settings/chosen";
import { Keeping } from "@/features/settings/keeping";
import { NumberField } from "@/features/settings/number-field";
import { type NumberRule, numbersIn } from "@/features/settings/numbers";
import { Part } from "@/look/surfaces/part";
import { TEXT } from "./messages";
import { Roles } from "./roles";

const PATH = "/api/v1/settings/requests/limits";
type Limits = Got<typeof PATH>;
type Name = "hour" | "films" | "film_days" | "seasons" | "season_days";

const RULES: readonly NumberRule<Name>[] = [
  { name: "hour", most: 100_000 },
  { name: "films", most: 10_000, mayBeEmpty: true },
  { name: "film_days", least: 1, most: 365 },
  { name: "seasons", most: 10_000, mayBeEmpty: true },
  { name: "season_days", least: 1, most: 365 },
];

export function WishLimits({ limits }: { limits: Limits }) {
  const choosing = useChoosing(PATH);
  const [wrong, setWrong] = useState<Partial<Record<Name, string>>>({});
  const [free, setFree] = useState(limits.auto_approve_roles);
  const [in4k, set4k] = useState(limits.roles_4k);
  const { is_chosen, ...before } = limits;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = numbersIn(RULES, new FormData(event.currentTarget));
    setWrong(read.wrong);
    if (Object.keys(read.wrong).length > 0) return;
    const { hour, films, film_days, seasons, season_days } = read.values;
    choosing.keep({
      requests_per_hour: hour ?? 0,
      films: { at_most: films, days: film_days ?? 1 },
      seasons: { at_most: seasons, days: season_days ?? 1 },
      auto_approve_roles: free,
      roles_4k: in4k,
    });
  };
  return (
    <Part title={TEXT.wishes} rest={TEXT.wishesRest}>
      {choosing.error ? <Refusal error={choosing.error} /> : null}
      <form className="stack gap-6" onSubmit={submit} aria-label={TEXT.wishes} noValidate>
        <div className="numbers">
          <NumberField
            label={TEXT.wishesAnHour}
            name="hour"
            value={limits.requests_per_hour}
            wrong={wrong.hour}
          />
        </div>
        <div className="numbers">
          <NumberField
            label={TEXT.films}
            name="films"
            value={limits.films.at_most ?? null}
            placeholder={TEXT.asMany}
            wrong={wrong.films}
          />
          <NumberField
            label={TEXT.filmDays}
            name="film_days"
            value={limits.films.days ?? null}
            wrong={wrong.film_days}
          />
        </div>
        <div className="numbers">
          <NumberField
            label={TEXT.seasons}
            name="seasons"
            value={limits.seasons.at_most ?? null}
            placeholder={TEXT.asMany}
            wrong={wrong.seasons}
          />
          <NumberField
            label={TEXT.seasonDays}
            name="season_days"
            value={limits.seasons.days ?? null}
            wrong={wrong.season_days}
          />
        </div>
        <Roles label={TEXT.needNoYes} chosen={free} onChoose={setFree} />
        <Roles label={TEXT.may4k} chosen={in4k} onChoose={set4k} />
        <Keeping
          about={TEXT.wishes}
          isChosen={is_chosen}
          asked={choosing}
          onForget={() => choosing.forget(whole(before))}
        />
      </form>
    </Part>
  );
}

/** As a command wants it: nothing is left unsaid. */
function whole({ films, seasons, ...rest }: Omit<Limits, "is_chosen">) {
  return {
    ...rest,
    films: { at_most: films.at_most ?? null, days: films.days ?? 7 },
    seasons: { at_most: seasons.at_most ?? null, days: seasons.days ?? 7 },
  };
}
