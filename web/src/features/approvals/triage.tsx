"use client";
/** What waits for a yes, one after the other or many at once, by mouse or by keys. */
import { X } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useKeys } from "@/browser/keys";
import { useNames } from "@/features/people/names";
import { useMe } from "@/features/session/me";
import { useTicked } from "@/look/controls/ticked";
import { Chosen } from "./chosen";
import type { Deciding } from "./deciding";
import { askedSaid, TEXT, whoseIs } from "./messages";
import { QueueRow } from "./row";
import { askerOf, idOf, type Waiting } from "./waiting";

type Props = { items: readonly Waiting[]; deciding: Deciding; now: Date };

export function Triage({ items, deciding, now }: Props) {
  const names = useNames();
  const me = useMe().data?.id;
  const [currentId, setCurrent] = useState<string | null>(null);
  const [refusedId, setRefused] = useState<string | null>(null);
  const { ticked, toggle, clear } = useTicked<string>();
  const no = useRef<HTMLElement | null>(null);
  const standAt = useCallback((at: HTMLElement | null) => {
    no.current = at;
    at?.focus();
  }, []);
  const found = items.findIndex((one) => idOf(one) === currentId);
  const at = Math.max(0, found);
  const current = items[at];
  const chosen = items.filter((one) => ticked.has(idOf(one)));
  const meant = chosen.length > 0 ? chosen : current ? [current] : [];
  const seen = chosen.length === 1 ? chosen[0] : current;
  const look = (id: string | null) => {
    setCurrent(id);
    setRefused(null);
  };
  const step = (by: number) => {
    const next = items[at + by];
    if (next) look(idOf(next));
  };
  const decide = (run: () => void) => {
    if (meant.length === 0) return;
    const left = items.filter((one) => !meant.includes(one));
    const next = left.find((one) => items.indexOf(one) > at) ?? left.at(-1);
    look(next ? idOf(next) : null);
    clear();
    run();
  };
  const approve = () => decide(() => deciding.approve(meant));
  const decline = (reason: string | null = null) => decide(() => deciding.decline(meant, reason));
  const toReason = () => {
    setRefused(seen ? idOf(seen) : null);
    no.current?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) }, { mayRepeat: true });
  useKeys({
    x: () => current && toggle(idOf(current)),
    a: approve,
    d: toReason,
    z: deciding.undoLast,
  });
  if (!seen) return null;
  const asker = askerOf(seen);
  const deeds = chosen.length === 0 ? { approve, decline: toReason } : null;
  return (
    <div className="triage">
      <div>
        {chosen.length > 0 ? (
          <Bulk count={chosen.length} approve={approve} decline={toReason} clear={clear} />
        ) : null}
        <ul aria-label={TEXT.waiting}>
          {items.map((one) => (
            <QueueRow
              key={idOf(one)}
              waiting={one}
              by={whoseIs(one, names)}
              now={now}
              isCurrent={one === current}
              isSelected={ticked.has(idOf(one))}
              toggle={() => toggle(idOf(one))}
              choose={() => look(idOf(one))}
              deeds={one === current ? deeds : null}
            />
          ))}
        </ul>
      </div>
      <Chosen
        key={idOf(seen)}
        seen={seen}
        meant={meant}
        asker={{ by: asker === me ? "you" : "other", who: names(asker) }}
        asked={askedSaid(seen, names)}
        now={now}
        deeds={deeds}
        refusal={
          refusedId === idOf(seen) ? { at: standAt, decline, drop: () => setRefused(null) } : null
        }
      />
    </div>
  );
}

type BulkProps = { count: number; approve: () => void; decline: () => void; clear: () => void };

function Bulk({ count, approve, decline, clear }: BulkProps) {
  return (
    <div className="bulk" role="status">
      <b className="grow">{TEXT.selected({ count })}</b>
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
