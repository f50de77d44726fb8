"use client";
/** A playlist or a channel: its videos, to choose one of; each is fetched by itself. */
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { length } from "@/look/words";
import type { Preview } from "./download";
import { known, TEXT } from "./messages";

const AT_FIRST = 6;

export function PlaylistCard({
  preview,
  onChoose,
}: {
  preview: Preview;
  onChoose: (url: string) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  const items = isWhole ? preview.items : preview.items.slice(0, AT_FIRST);
  return (
    <div>
      <h2 className="h3">{preview.title}</h2>
      <p className="sm soft">
        {known(preview)}. {TEXT.chooseOne}
      </p>
      <ol className="rows mt-3" aria-label={preview.title}>
        {items.map((item) => (
          <li key={item.index}>
            <button
              type="button"
              className="entry"
              disabled={!item.url}
              onClick={() => item.url && onChoose(item.url)}
            >
              <span className="num dim">{item.index}</span>
              <span className="grow clip">{item.title}</span>
              <span className="num xs dim">{item.duration_s ? length(item.duration_s) : null}</span>
              <ChevronRight className="ic" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      {items.length < preview.items.length ? (
        <button type="button" className="btn quiet mt-2" onClick={() => setWhole(true)}>
          {TEXT.showMore}
        </button>
      ) : null}
    </div>
  );
}
