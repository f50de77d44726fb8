"use client";
/** The downloads page: its sentence, the paste box, the queue, what came before, and what is left. */
import { Lock } from "lucide-react";
import { useState } from "react";
import { useInSight, useMeant } from "@/browser/meant";
import { useNow } from "@/browser/now";
import { useMe } from "@/features/session/me";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { Note } from "@/look/surfaces/note";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { type Download, isOpen, stageOf } from "./download";
import { headline, TEXT } from "./messages";
import { PasteBox } from "./paste/paste-box";
import { useDownloads, useOlder } from "./queries";
import type { Hands } from "./queue/actions";
import { Job } from "./queue/job";
import { Playlists } from "./queue/playlists";
import { Queue } from "./queue/queue";
import { useSteering } from "./queue/steering";
import { Quota } from "./quota";

const EARLIER_AT_FIRST = 8;

export function DownloadsPage() {
  const downloads = useDownloads();
  const now = useNow();
  const me = useMe();
  const mayAsk = me.data?.permissions.includes("downloads.create") ?? true;
  const items = downloads.data?.items ?? [];
  const said = headline(items.map(stageOf), items.length === 0 && mayAsk, now);
  return (
    <>
      <h1 className="say">
        {downloads.data ? said.fact : TEXT.title}{" "}
        <span className="then">
          {downloads.data ? said.next : downloads.errorUpdateCount > 0 ? "" : TEXT.looking}
        </span>
      </h1>
      {mayAsk ? (
        <PasteBox />
      ) : (
        <div className="mt-6">
          <Note icon={Lock}>{TEXT.mayNotAsk}</Note>
        </div>
      )}
      {downloads.isPending ? <RowsSkeleton label={TEXT.queue} rows={3} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={downloads} now={now} />
      {downloads.data ? (
        <div className="lay">
          <div>
            <Lists items={items} next={downloads.data.next} now={now} mayAsk={mayAsk} />
          </div>
          {mayAsk ? <Quota /> : null}
        </div>
      ) : null}
    </>
  );
}

type Listed = { items: Download[]; next: string | null; now: Date };

function Lists({ items, next, now, mayAsk }: Listed & { mayAsk: boolean }) {
  const steering = useSteering();
  const hands = mayAsk ? steering : null;
  const mine = useMe().data?.id ?? null;
  const meant = useMeant();
  useInSight(meant, items.length > 0);
  const open = items.filter((one) => isOpen(stageOf(one)));
  const over = items.filter((one) => !isOpen(stageOf(one)));
  if (items.length === 0) {
    return (
      <section className="sec">
        <Empty mark="egg" title={TEXT.emptyTitle}>
          {mayAsk ? TEXT.empty : TEXT.emptyForGuests}
        </Empty>
      </section>
    );
  }
  return (
    <>
      <Playlists />
      {open.length > 0 ? <Queue open={open} hands={hands} mine={mine} now={now} /> : null}
      {over.length > 0 ? (
        <Earlier items={over} next={next} now={now} hands={hands} meant={meant} />
      ) : null}
    </>
  );
}

type EarlierProps = Listed & { hands: Hands | null; meant: string | null };

function Earlier({ items, next, now, hands, meant }: EarlierProps) {
  const [isWhole, setWhole] = useState(false);
  const least = Math.max(EARLIER_AT_FIRST, items.findIndex(({ id }) => id === meant) + 1);
  const older = useOlder(next, isWhole);
  const before = older.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = isWhole ? [...items, ...before] : items.slice(0, least);
  const hasMore = isWhole ? older.hasNextPage : items.length > least || next !== null;
  const more = () => (isWhole ? void older.fetchNextPage() : setWhole(true));
  return (
    <section className="sec" aria-labelledby="earlier">
      <div className="sec-h">
        <h2 id="earlier">{TEXT.earlier}</h2>
      </div>
      <ul className="rows">
        {shown.map((one) => (
          <Job key={one.id} download={one} hands={hands} now={now} />
        ))}
      </ul>
      {hasMore ? (
        <button type="button" className="btn sec2 mt-4" disabled={older.isFetching} onClick={more}>
          {TEXT.showMore}
        </button>
      ) : null}
    </section>
  );
}
