"use client";
/** What an address leads to, and in which quality it is wanted. */
import { Download, Film, Music } from "lucide-react";
import { useState } from "react";
import type { Preset, Preview } from "./download";
import { known, TEXT } from "./messages";
import { usePresets } from "./queries";
import { Thumb } from "./thumb";

type Props = { preview: Preview; url: string; isAsking: boolean; onAsk: (preset: string) => void };

export function PreviewCard({ preview, url, isAsking, onAsk }: Props) {
  const presets = usePresets();
  const [chosen, choose] = useState<string | null>(null);
  const items = presets.data?.items ?? [];
  const preset = chosen ?? presets.data?.default ?? "1080p";
  return (
    <div className="prev">
      <Thumb of={url} picture={preview.thumbnail_url} lengthS={preview.duration_s} />
      <div className="stack">
        <div>
          <h2 className="h3">{preview.title}</h2>
          <p className="sm soft">{known(preview)}</p>
        </div>
        <fieldset>
          <legend className="sr">{TEXT.quality}</legend>
          <div className="opts">
            {items.map((one) => (
              <PresetOption
                key={one.name}
                preset={one}
                isChosen={one.name === preset}
                onChoose={() => choose(one.name)}
              />
            ))}
          </div>
        </fieldset>
        <div className="flow between flex-wrap">
          <span className="xs dim">
            {preview.already ? TEXT.already : items.find((one) => one.name === preset)?.description}
          </span>
          <button
            type="button"
            className="btn pri max-narrow:w-full"
            disabled={isAsking}
            onClick={() => onAsk(preset)}
          >
            <Download className="ic" aria-hidden="true" />
            {isAsking ? TEXT.asking : TEXT.download}
          </button>
        </div>
      </div>
    </div>
  );
}

function PresetOption({
  preset,
  isChosen,
  onChoose,
}: {
  preset: Preset;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const Icon = preset.keeps === "audio" ? Music : Film;
  return (
    <label className="opt">
      <input type="radio" className="sr" name="preset" checked={isChosen} onChange={onChoose} />
      <Icon className="ic" aria-hidden="true" />
      {preset.title}
    </label>
  );
}

export function PreviewSkeleton() {
  return (
    <div className="prev appear" role="status" aria-busy="true" aria-label={TEXT.lookingUp}>
      <div className="thumb sk" />
      <div className="stack">
        <div className="stack">
          <div className="sk line w-a" />
          <div className="sk line w-b" />
        </div>
        <p className="sm soft">{TEXT.lookingUp} …</p>
      </div>
    </div>
  );
}
