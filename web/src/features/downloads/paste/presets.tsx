"use client";
/** In which quality something is wanted. */
import { Film, Music } from "lucide-react";
import { useId, useState } from "react";
import type { Preset } from "../download";
import { TEXT } from "../messages";
import { usePresets } from "../queries";

type Chosen = {
  name: string;
  description: string;
  items: readonly Preset[];
  choose: (name: string) => void;
};

/** The chosen preset; at first the one that this house prefers. */
export function usePreset(): Chosen {
  const presets = usePresets().data;
  const [chosen, choose] = useState<string | null>(null);
  const items = presets?.items ?? [];
  const name = chosen ?? presets?.default ?? "1080p";
  return {
    name,
    description: items.find((one) => one.name === name)?.description ?? "",
    items,
    choose,
  };
}

export function Presets({ name, items, choose }: Chosen) {
  const group = useId();
  return (
    <fieldset>
      <legend className="sr">{TEXT.quality}</legend>
      <div className="opts">
        {items.map((one) => {
          const Icon = one.keeps === "audio" ? Music : Film;
          return (
            <label key={one.name} className="opt">
              <input
                type="radio"
                className="sr"
                name={group}
                checked={one.name === name}
                onChange={() => choose(one.name)}
              />
              <Icon className="ic" aria-hidden="true" />
              {one.title}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
