"use client";
/** Playlists on their way: one cell for each video, and what can be done with all of them at once. */
import { Pause, Play, RotateCw, X } from "lucide-react";
import type { Collection } from "../download";
import { TEXT } from "../messages";
import { useCollectionSteering, useCollections } from "../queries";
import { Thumb } from "../thumb";
import { playlistWords } from "./messages";

const MOST_CELLS = 48;

export function Playlists() {
  const lists = useCollections().data?.items ?? [];
  const open = lists.filter((list) => list.finished_at === null);
  if (open.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="playlists">
      <div className="sec-h">
        <h2 id="playlists">{TEXT.playlists}</h2>
      </div>
      <ul className="rows">
        {open.map((list) => (
          <Playlist key={list.id} list={list} />
        ))}
      </ul>
    </section>
  );
}

const DEEDS = [
  { action: "pause", icon: Pause, name: "pause" },
  { action: "resume", icon: Play, name: "resume" },
  { action: "retry", icon: RotateCw, name: "retry" },
  { action: "cancel", icon: X, name: "cancel" },
] as const;

function Playlist({ list }: { list: Collection }) {
  const steer = useCollectionSteering();
  const said = playlistWords(list);
  return (
    <li className="job" aria-label={list.title} data-id={list.id}>
      <Thumb small of={list.url} picture={null} lengthS={null} />
      <div className="grow">
        <span className="nm clip" title={list.title}>
          {list.title}
        </span>
        <div className="weave" role="img" aria-label={said}>
          {cellsOf(list).map((kind, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is nothing but its place
            <i key={at} className={kind} />
          ))}
        </div>
        <div className="fx num">
          <span>{said}</span>
        </div>
      </div>
      <div className="act">
        {DEEDS.filter(({ action }) => action !== "retry" || list.failed > 0).map(
          ({ action, icon: Icon, name }) => (
            <button
              key={action}
              type="button"
              className="btn quiet icon"
              aria-label={`${TEXT[name]}: ${list.title}`}
              title={TEXT[name]}
              onClick={() => steer(list.id, action)}
            >
              <Icon className="ic" aria-hidden="true" />
            </button>
          ),
        )}
      </div>
    </li>
  );
}

/** Done, failed, left out, then to come; of a long list one cell for several. */
export function cellsOf(list: Collection): string[] {
  const cells = Math.min(list.total, MOST_CELLS);
  const part = (count: number) => Math.round((count / Math.max(list.total, 1)) * cells);
  const kinds = [
    ...Array<string>(part(list.completed)).fill("d"),
    ...Array<string>(part(list.failed)).fill("x"),
    ...Array<string>(part(list.dropped)).fill("s"),
  ];
  return Array.from({ length: cells }, (_, at) => kinds[at] ?? "");
}
