"use client";
/** Approvals: what waits for a yes, by mouse or by keys, one or many, with ten seconds to undo. */
import { X } from "lucide-react";
import { useState } from "react";
import { useKeys, useKeysWanted } from "@/browser/keys";
import { useNow } from "@/browser/now";
import { useNames } from "@/features/people/names";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { Chosen } from "./chosen";
import { useCounts } from "./counts";
import { named, QUEUE, queueHeadline, TEXT } from "./messages";
import { type Shown, useDeciding, useQueue } from "./queries";
import { QueueRow } from "./queue-row";
import type { Wish } from "./wish";
import { WishRow } from "./wish-row";

export function QueuePage() {
  const [shown, setShown] = useState<Shown>("waiting");
  const queue = useQueue(shown);
  const now = useNow();
  const counts = useCounts().data;
  const items = queue.data?.items ?? [];
  const oldest = items.at(-1);
  const waiting = counts?.pending ?? (shown === "waiting" ? items.length : 0);
  const said = queueHeadline(waiting, oldest ? new Date(oldest.created_at) : null, now);
  return (
    <>
      <h1 className="say">
        {queue.isPending ? TEXT.queueTitle : said.fact}{" "}
        <span className="then">{queue.isPending ? TEXT.queueLooking : said.next}</span>
      </h1>
      <div className="flow between wrap mt-6">
        <fieldset className="pick">
          <legend className="sr">{TEXT.shown}</legend>
          {(["waiting", "approved", "declined", "stuck"] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={shown === each}
              onClick={() => setShown(each)}
            >
              {TEXT[each]} <b className="num">{each === "waiting" && waiting > 0 ? waiting : ""}</b>
            </button>
          ))}
        </fieldset>
        {shown === "waiting" ? <Keys /> : null}
      </div>
      {queue.isPending ? <RowsSkeleton label={TEXT.queueTitle} rows={4} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={queue} now={now} />
      {queue.data && items.length === 0 ? (
        <section className="sec">
          <Empty mark="egg" title={TEXT.queueEmptyTitle}>
            {TEXT.queueEmpty}
          </Empty>
        </section>
      ) : null}
      {items.length > 0 && shown === "waiting" ? <Triage wishes={items} now={now} /> : null}
      {items.length > 0 && shown !== "waiting" ? <Answered wishes={items} now={now} /> : null}
    </>
  );
}

function Answered({ wishes, now }: { wishes: readonly Wish[]; now: Date }) {
  const names = useNames();
  return (
    <ul className="rows sec">
      {wishes.map((wish) => (
        <WishRow key={wish.id} wish={wish} now={now} by={names(wish.requested_by)} />
      ))}
    </ul>
  );
}

function Triage({ wishes, now }: { wishes: readonly Wish[]; now: Date }) {
  const names = useNames();
  const deciding = useDeciding(named);
  const [currentId, setCurrent] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const at = Math.max(
    0,
    wishes.findIndex((wish) => wish.id === currentId),
  );
  const current = wishes[at];
  const chosen = wishes.filter((wish) => selected.has(wish.id));
  const meant = chosen.length > 0 ? chosen : current ? [current] : [];
  const toggle = (id: string) => setSelected((before) => toggled(before, id));
  const decide = (run: () => void) => {
    setCurrent((wishes[at + 1] ?? wishes[at - 1])?.id ?? null);
    setSelected(new Set());
    run();
  };
  const approve = () => decide(() => deciding.approve(meant));
  const decline = (reason: string | null = null) => decide(() => deciding.decline(meant, reason));
  useKeys({
    j: () => setCurrent(wishes[Math.min(at + 1, wishes.length - 1)]?.id ?? null),
    k: () => setCurrent(wishes[Math.max(at - 1, 0)]?.id ?? null),
    x: () => current && toggle(current.id),
    a: approve,
    d: () => document.getElementById("reason")?.focus(),
    z: deciding.undoLast,
  });
  return (
    <div className="triage">
      <div>
        {chosen.length > 0 ? (
          <Bulk
            count={chosen.length}
            approve={approve}
            decline={() => decline()}
            clear={() => setSelected(new Set())}
          />
        ) : null}
        <ul aria-label={TEXT.waiting}>
          {wishes.map((wish) => (
            <QueueRow
              key={wish.id}
              wish={wish}
              by={names(wish.requested_by)}
              now={now}
              isCurrent={wish.id === current?.id}
              isSelected={selected.has(wish.id)}
              toggle={() => toggle(wish.id)}
              choose={() => setCurrent(wish.id)}
              approve={approve}
              decline={() => document.getElementById("reason")?.focus()}
            />
          ))}
        </ul>
      </div>
      {current ? (
        <Chosen
          wish={current}
          count={meant.length}
          by={names(current.requested_by)}
          decline={decline}
        />
      ) : null}
    </div>
  );
}

type BulkProps = { count: number; approve: () => void; decline: () => void; clear: () => void };

function Bulk({ count, approve, decline, clear }: BulkProps) {
  return (
    <div className="bulk" role="status">
      <b className="grow">{QUEUE.selected({ count })}</b>
      <button type="button" className="btn pri s" onClick={approve}>
        {TEXT.approve} {count}
      </button>
      <button type="button" className="btn sec2 s" onClick={decline}>
        {TEXT.decline} {count}
      </button>
      <button type="button" className="btn quiet icon s" aria-label={TEXT.clear} onClick={clear}>
        <X className="ic" aria-hidden="true" />
      </button>
    </div>
  );
}

function Keys() {
  const [wanted, want] = useKeysWanted();
  if (!wanted)
    return (
      <button type="button" className="why xs" onClick={() => want(true)}>
        {TEXT.keysOn}
      </button>
    );
  return (
    <div className="keys">
      <span>
        <kbd>J</kbd>
        <kbd>K</kbd>
        {QUEUE.move}
      </span>
      <span>
        <kbd>X</kbd>
        {QUEUE.select}
      </span>
      <span>
        <kbd>A</kbd>
        {QUEUE.approve}
      </span>
      <span>
        <kbd>D</kbd>
        {QUEUE.decline}
      </span>
      <span>
        <kbd>Z</kbd>
        {QUEUE.undo}
      </span>
      <button type="button" className="why" onClick={() => want(false)}>
        {TEXT.keysOff}
      </button>
    </div>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
