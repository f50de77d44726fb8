"use client";
/** Subtitles, chapters and sponsors: what comes in a file beside picture and sound. */
import { useMemo, useState } from "react";
import { locale } from "@/language/words";
import { Choice } from "@/look/controls/choice";
import { Choices } from "@/look/controls/choices";
import { Switch } from "@/look/controls/switch";
import { usePresets } from "../queries";
import {
  categoriesOf,
  type Extras,
  languagesFor,
  SPONSORS,
  sameAs,
  sponsorsOf,
  toggled,
  whole,
  withCategories,
  withSponsors,
} from "./extras";
import { CATEGORY, EXTRAS, SPONSORS_SAID } from "./messages";

export type Chosen = {
  house: Extras;
  now: Extras;
  choose: (extras: Extras) => void;
  /** What a wish says of it: nothing, where it is as the house has it. */
  said: Extras | null;
};

export function useExtras(): Chosen {
  const known = usePresets().data?.extras;
  const house = useMemo(() => whole(known ?? {}), [known]);
  const [chosen, choose] = useState<Extras | null>(null);
  const now = chosen ?? house;
  return { house, now, choose, said: sameAs(now, house) ? null : now };
}

export function ExtrasTerms({ house, now, choose }: Omit<Chosen, "said">) {
  const languages = useMemo(() => languagesFor(house, navigator.languages), [house]);
  const names = useMemo(() => new Intl.DisplayNames([locale()], { type: "language" }), []);
  const categories = usePresets().data?.sponsor_categories ?? [];
  const sponsors = sponsorsOf(now);
  return (
    <div className="terms">
      <Choices
        label={EXTRAS.subtitles}
        options={languages.map((value) => ({ value, label: names.of(value) ?? value }))}
        chosen={now.subtitles}
        onToggle={(one) => choose({ ...now, subtitles: toggled(now.subtitles, one) })}
      />
      <Choice
        label={EXTRAS.sponsors}
        options={SPONSORS.map((value) => ({ value, label: SPONSORS_SAID[value] }))}
        chosen={sponsors}
        onChoose={(how) => choose(withSponsors(now, how))}
      />
      {sponsors === "leave" ? null : (
        <Choices
          label={sponsors === "cut" ? EXTRAS.cutWhich : EXTRAS.markWhich}
          options={categories.map((value) => ({ value, label: CATEGORY[value] }))}
          chosen={categoriesOf(now)}
          onToggle={(one) => choose(withCategories(now, sponsors, toggled(categoriesOf(now), one)))}
        />
      )}
      <div>
        <Switch
          label={EXTRAS.chapters}
          isOn={now.chapters}
          onTurn={(chapters) => choose({ ...now, chapters })}
        />
        <Switch
          label={EXTRAS.thumbnail}
          isOn={now.thumbnail}
          onTurn={(thumbnail) => choose({ ...now, thumbnail })}
        />
        <Switch label={EXTRAS.tags} isOn={now.tags} onTurn={(tags) => choose({ ...now, tags })} />
      </div>
    </div>
  );
}
