"use client";
/** A playlist or a channel: which of its videos are wanted, and in which quality. */
import { Download } from "lucide-react";
import { useState } from "react";
import { length } from "@/language/figures";
import type { Preview, Turn } from "../download";
import { TEXT } from "../messages";
import type { Terms } from "../queries";
import { useExtras } from "./extras-fields";
import { Folded } from "./folded";
import { known } from "./messages";
import { Presets, usePreset } from "./presets";

type Props = {
  preview: Preview;
  isAsking: boolean;
  onAsk: (terms: Terms, items: number[]) => void;
};

export function PlaylistCard({ preview, isAsking, onAsk }: Props) {
  const every = preview.items.map(({ index }) => index);
  const [chosen, choose] = useState<ReadonlySet<number>>(new Set(every));
  const preset = usePreset();
  const extras = useExtras();
  const [turn, setTurn] = useState<Turn>("normal");
  const toggle = (index: number) => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    choose(next);
  };
  return (
    <div className="stack gap-4">
      <div className="flow between wrap">
        <div>
          <h2 className="h3">{preview.title}</h2>
          <p className="sm soft">{known(preview)}</p>
        </div>
        <span className="flow">
          <button type="button" className="btn quiet s" onClick={() => choose(new Set(every))}>
            {TEXT.all}
          </button>
          <button type="button" className="btn quiet s" onClick={() => choose(new Set())}>
            {TEXT.none}
          </button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section className="entries" tabIndex={0} aria-label={preview.title}>
        <ol className="rows">
          {preview.items.map((item) => (
            <li key={item.index}>
              <label className="entry">
                <input
                  type="checkbox"
                  className="check"
                  checked={chosen.has(item.index)}
                  onChange={() => toggle(item.index)}
                />
                <span className="num dim">{item.index}</span>
                <span className="grow clip">{item.title}</span>
                <span className="num xs dim">
                  {item.duration_s ? length(item.duration_s) : null}
                </span>
              </label>
            </li>
          ))}
        </ol>
      </section>
      <Presets {...preset} />
      <Folded extras={extras} turn={turn} onTurn={setTurn} />
      <div className="flow between wrap">
        <span className="xs dim">{preset.description}</span>
        <button
          type="button"
          className="btn pri max-narrow:w-full"
          disabled={isAsking || chosen.size === 0}
          onClick={() =>
            onAsk(
              { preset: preset.name, extras: extras.said, priority: turn },
              every.filter((index) => chosen.has(index)),
            )
          }
        >
          <Download className="ic" aria-hidden="true" />
          {isAsking ? TEXT.asking : TEXT.downloadMany({ count: chosen.size })}
        </button>
      </div>
    </div>
  );
}
