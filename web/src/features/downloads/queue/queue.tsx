"use client";
/** The queue: what runs, one's own line in its order, and what is in trouble. The line can be reordered,
 * by its grips or by arrow keys on them. */
import { GripVertical } from "lucide-react";
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from "react";
import type { Download } from "../download";
import { TEXT } from "../messages";
import type { Hands } from "./actions";
import { Job } from "./job";
import { inOrder, isInLine, isMovable, moveTo } from "./line";

type Props = { open: readonly Download[]; hands: Hands | null; mine: string | null; now: Date };

export function Queue({ open, hands, mine, now }: Props) {
  const all = inOrder(open);
  const line = useSame(all.filter((one) => isInLine(one) && one.member_id === mine));
  const [said, say] = useState("");
  const list = useRef<HTMLUListElement>(null);
  return (
    <section className="sec" aria-labelledby="queue">
      <div className="sec-h">
        <h2 id="queue">{TEXT.queue}</h2>
      </div>
      <ul className="rows" ref={list}>
        {all.map((one) => (
          <Row
            key={one.id}
            download={one}
            hands={hands}
            now={now}
            line={line}
            list={list}
            say={say}
          />
        ))}
      </ul>
      <p className="sr" role="status">
        {said}
      </p>
    </section>
  );
}

/** The list of before, while it holds the very same things. */
function useSame<T>(things: readonly T[]): readonly T[] {
  const [before, keep] = useState(things);
  const isSame = before.length === things.length && things.every((one, at) => one === before[at]);
  if (!isSame) keep(things);
  return isSame ? before : things;
}

type RowProps = Pick<Props, "hands" | "now"> & {
  download: Download;
  line: readonly Download[];
  list: RefObject<HTMLElement | null>;
  say: (what: string) => void;
};

/** Drawn again only when it or its line has changed: of what runs we hear several times a second. */
const Row = memo(function Row({ download, hands, now, line, list, say }: RowProps) {
  const at = line.indexOf(download);
  const move = (to: number) => {
    const target = moveTo(line, download.id, to);
    if (!target || !hands) return;
    hands.move(download, target);
    say(TEXT.movedTo({ title: download.title, place: target.at + 1, count: line.length }));
  };
  const grip =
    hands && at >= 0 && isMovable(line, download) ? (
      <Grip
        title={download.title}
        step={(by) => move(Math.min(Math.max(at + by, 0), line.length - 1))}
        drop={(id) => move(line.findIndex((other) => other.id === id))}
        around={() => list.current}
      />
    ) : null;
  return <Job download={download} hands={hands} now={now} grip={grip} />;
});

type GripProps = {
  title: string;
  step: (by: -1 | 1) => void;
  /** Let go over the row of another download. */
  drop: (id: string) => void;
  around: () => HTMLElement | null;
};

function Grip({ title, step, drop, around }: GripProps) {
  const over = useRef<HTMLElement | null>(null);
  const mark = (row: HTMLElement | null) => {
    over.current?.removeAttribute("data-over");
    row?.setAttribute("data-over", "");
    over.current = row;
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1);
  };
  const follow = (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const row = under?.closest<HTMLElement>("[data-id]") ?? null;
    mark(row && around()?.contains(row) ? row : null);
  };
  const letGo = () => {
    const id = over.current?.dataset.id;
    mark(null);
    if (id) drop(id);
  };
  return (
    <button
      type="button"
      className="btn quiet icon grip"
      aria-label={`${TEXT.move}: ${title}. ${TEXT.moveHint}`}
      title={TEXT.moveHint}
      onKeyDown={keys}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onPointerUp={letGo}
      onPointerCancel={() => mark(null)}
    >
      <GripVertical className="ic" aria-hidden="true" />
    </button>
  );
}
