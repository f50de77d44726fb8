"use client";
import { type FormEvent, useEffect, useId, useState } from "react";
import { problemIn } from "@/api/problem";
import { useNow } from "@/browser/now";
import { entered, TextField } from "@/features/session/fields";
import { Only } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { EggMark } from "@/look/art/egg";
/** What the house is called, and its colour: what is chosen shows at once, and stays once it is kept. */
import { Keep } from "@/look/controls/keep";
import { Pill } from "@/look/controls/pill";
import { Unread } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { tryOn } from "./called";
import { type Accent, type House, useHouse } from "./house";
import { ACCENT, TEXT } from "./messages";
import { useCalling } from "./queries";

const ACCENTS = ["egg", "lagoon", "iris", "heather", "rose"] as const satisfies readonly Accent[];

export function BrandingPage() {
  return (
    <Only may="settings.manage">
      <Branding />
    </Only>
  );
}

function Branding() {
  const read = useHouse();
  const now = useNow();
  if (!read.data)
    return (
      <>
        <h1 className="say">{TEXT.title}</h1>
        <Unread name={TEXT.name} title={TEXT.failedTitle} read={read} now={now}>
          <RowsSkeleton label={TEXT.name} rows={3} />
        </Unread>
      </>
    );
  return (
    <>
      <h1 className="say">
        {read.data.name}. <span className="then">{TEXT.rest}</span>
      </h1>
      {/* What is typed here stays until something else was kept. */}
      <NameForm key={JSON.stringify(read.data)} house={read.data} />
    </>
  );
}

function NameForm({ house }: { house: House }) {
  const calling = useCalling();
  const [accent, setAccent] = useState(house.accent);
  useEffect(() => {
    tryOn(accent);
    // Whoever leaves without keeping it has only looked.
    return () => tryOn(null);
  }, [accent]);
  const problem = calling.isError ? problemIn(calling.error) : null;
  const wrong = problem?.kind === "refused" ? problem.fields.name : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    calling.mutate({ name: entered(event.currentTarget, "house_name").trim(), accent });
  };
  return (
    <form className="own" onSubmit={submit} aria-label={TEXT.name} noValidate>
      <Part title={TEXT.name} rest={TEXT.nameRest}>
        {calling.isError && wrong === undefined ? <Refusal error={calling.error} /> : null}
        <TextField
          label={TEXT.nameField}
          name="house_name"
          autoComplete="off"
          value={house.name}
          wrong={wrong}
        />
      </Part>
      <Part title={TEXT.colour} rest={TEXT.colourRest}>
        <Swatches chosen={accent} onChoose={setAccent} />
        <div className="mt-2">
          <p className="legend">{TEXT.preview}</p>
          <span className="brand">
            <EggMark />
            {house.name}
          </span>
        </div>
        <div className="mt-2">
          <Keep isPending={calling.isPending} isRefused={calling.isError}>
            {TEXT.keep}
          </Keep>
        </div>
      </Part>
    </form>
  );
}

type SwatchProps = { chosen: Accent; onChoose: (accent: Accent) => void };

function Swatches({ chosen, onChoose }: SwatchProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr">{TEXT.colour}</legend>
      <div className="opts">
        {ACCENTS.map((accent) => (
          <Pill
            key={accent}
            type="radio"
            name={name}
            value={accent}
            checked={chosen === accent}
            onChange={() => onChoose(accent)}
          >
            <span className={`swatch of-${accent}`} aria-hidden="true" />
            {ACCENT[accent]}
          </Pill>
        ))}
      </div>
    </fieldset>
  );
}
