"use client";
/** What videos are like unless somebody chooses, how their files are named, and where they lie. */
import { type FormEvent, useState } from "react";
import type { Got } from "@/api/answers";
import { useNow } from "@/browser/now";
import { whole } from "@/features/downloads/paste/extras";
import { ExtrasTerms } from "@/features/downloads/paste/extras-fields";
import { usePresets } from "@/features/downloads/queries";
import { Only } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { useChoosing, useChosen } from "@/features/settings/chosen";
import { Keeping } from "@/features/settings/keeping";
import { Choice } from "@/look/controls/choice";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { Fixed } from "./fixed";
import { EXAMPLE, LAYOUT, TEXT } from "./messages";

const PATH = "/api/v1/settings/downloads/quality";
type Quality = Got<typeof PATH>;
const LAYOUTS = ["videos", "series", "films"] as const satisfies readonly Quality["layout"][];

export function QualityPage() {
  return (
    <Only may="settings.manage">
      <QualityRead />
    </Only>
  );
}

function QualityRead() {
  const now = useNow();
  const read = useChosen(PATH);
  const presets = usePresets().data?.items ?? [];
  const title = presets.find(({ name }) => name === read.data?.preset)?.title;
  return (
    <>
      <h1 className="say">
        {title ? TEXT.sentence({ preset: title }) : TEXT.title}{" "}
        <span className="then">{TEXT.rest}</span>
      </h1>
      <div className="own">
        <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
        {read.isPending ? <RowsSkeleton label={TEXT.title} rows={4} /> : null}
        {read.data ? (
          <>
            {/* What is chosen here stays until something else was kept. */}
            <QualityForm key={JSON.stringify(read.data)} quality={read.data} />
            <Fixed fixed={read.data.fixed} />
          </>
        ) : null}
      </div>
    </>
  );
}

function QualityForm({ quality }: { quality: Quality }) {
  const choosing = useChoosing(PATH);
  const presets = usePresets().data?.items ?? [];
  const [preset, setPreset] = useState(quality.preset);
  const [layout, setLayout] = useState(quality.layout);
  const house = whole(quality.extras);
  const [extras, setExtras] = useState(house);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    choosing.keep({ preset, layout, extras });
  };
  const description = presets.find(({ name }) => name === preset)?.description;
  return (
    <form onSubmit={submit} aria-label={TEXT.about}>
      {choosing.error ? <Refusal error={choosing.error} /> : null}
      <Part title={TEXT.quality} rest={TEXT.qualityRest}>
        <Choice
          label={TEXT.quality}
          options={presets.map(({ name, title }) => ({ value: name, label: title }))}
          chosen={preset}
          onChoose={setPreset}
          isQuiet
        />
        {description ? <p className="sm soft">{description}</p> : null}
      </Part>
      <Part title={TEXT.names} rest={TEXT.namesRest}>
        <Choice
          label={TEXT.names}
          options={LAYOUTS.map((value) => ({ value, label: LAYOUT[value] }))}
          chosen={layout}
          onChoose={setLayout}
          isQuiet
        />
        <p className="sm soft path">{TEXT.example({ path: EXAMPLE[layout] })}</p>
      </Part>
      <Part title={TEXT.extras} rest={TEXT.extrasRest}>
        <ExtrasTerms house={house} now={extras} choose={setExtras} />
        <Keeping
          about={TEXT.about}
          isChosen={quality.is_chosen}
          asked={choosing}
          onForget={() =>
            choosing.forget({ preset: quality.preset, layout: quality.layout, extras: house })
          }
        />
      </Part>
    </form>
  );
}
