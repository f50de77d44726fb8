"use client";
/** What an address leads to, and in which quality it is wanted. */
import { Download } from "lucide-react";
import { useState } from "react";
import type { Preview, Turn } from "../download";
import { TEXT } from "../messages";
import type { Terms } from "../queries";
import { Thumb } from "../thumb";
import { useExtras } from "./extras-fields";
import { Folded } from "./folded";
import { known } from "./messages";
import { Presets, usePreset } from "./presets";

type Props = {
  preview: Preview;
  url: string;
  isAsking: boolean;
  onAsk: (terms: Terms) => void;
};

export function PreviewCard({ preview, url, isAsking, onAsk }: Props) {
  const preset = usePreset();
  const extras = useExtras();
  const [turn, setTurn] = useState<Turn>("normal");
  return (
    <div className="prev">
      <Thumb of={url} picture={preview.thumbnail_url} lengthS={preview.duration_s} />
      <div className="stack">
        <div>
          <h2 className="h3">{preview.title}</h2>
          <p className="sm soft">{known(preview)}</p>
        </div>
        <Presets {...preset} />
        <Folded extras={extras} turn={turn} onTurn={setTurn} />
        <div className="flow between flex-wrap">
          <span className="xs dim">{preview.already ? TEXT.already : preset.description}</span>
          <button
            type="button"
            className="btn pri max-narrow:w-full"
            disabled={isAsking}
            onClick={() => onAsk({ preset: preset.name, extras: extras.said, priority: turn })}
          >
            <Download className="ic" aria-hidden="true" />
            {isAsking ? TEXT.asking : TEXT.download}
          </button>
        </div>
      </div>
    </div>
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
