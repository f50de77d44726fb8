"use client";
/** Time itself: how much happened when, and a hand that goes back to any event and to now. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useShare } from "@/look/progress/share";
import { crowd, type Fact, nearest, place } from "./fact";
import { factSaid, TEXT, whenSaid } from "./messages";

const SPANS = 64;

type Props = {
  facts: readonly Fact[];
  chosen: Fact;
  now: Date;
  /** The last of them is not how it is now: later ones are left out. */
  isCut: boolean;
  /** Null is now. */
  onChoose: (id: string | null) => void;
};

export function TimeSlider({ facts, chosen, now, isCut, onChoose }: Props) {
  const at = facts.findIndex(({ id }) => id === chosen.id);
  const first = facts[0];
  const isLast = at === facts.length - 1;
  const go = (to: number) => {
    const fact = facts[Math.min(Math.max(to, 0), facts.length - 1)];
    if (fact) onChoose(fact.id);
  };
  return (
    <section className="panel slider" aria-label={TEXT.time}>
      <div className="flow between sm wrap">
        <span>
          <b className="num">{whenSaid(chosen, now)}</b>{" "}
          <span className="soft">{isLast && !isCut ? TEXT.now : TEXT.wasThen}</span>
        </span>
        <span className="flow">
          <button
            type="button"
            className="btn quiet icon s"
            aria-label={TEXT.before}
            disabled={at <= 0}
            onClick={() => go(at - 1)}
          >
            <ChevronLeft className="ic" aria-hidden="true" />
          </button>
          <button
            type="button"
            className="btn quiet icon s"
            aria-label={TEXT.next}
            disabled={isLast}
            onClick={() => go(at + 1)}
          >
            <ChevronRight className="ic" aria-hidden="true" />
          </button>
          <button
            type="button"
            className="btn sec2 s"
            disabled={isLast}
            onClick={() => onChoose(null)}
          >
            {isCut ? TEXT.toLast : TEXT.toNow}
          </button>
        </span>
      </div>
      <Hand facts={facts} chosen={chosen} now={now} onChoose={onChoose} at={at} go={go} />
      <div className="flow between xs dim num">
        <span>{first ? whenSaid(first, now) : null}</span>
        <span>{facts.at(-1) ? whenSaid(facts.at(-1) ?? chosen, now) : null}</span>
      </div>
    </section>
  );
}

type HandProps = Omit<Props, "isCut"> & { at: number; go: (to: number) => void };

function Hand({ facts, chosen, at, now, go, onChoose }: HandProps) {
  const where = place(chosen, facts);
  const line = useRef<HTMLDivElement>(null);
  const fill = useShare<HTMLDivElement>(where);
  const bars = crowd(facts, SPANS);
  const moves: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageUp: at + 10,
    PageDown: at - 10,
    Home: 0,
    End: facts.length - 1,
  };
  const press = (event: KeyboardEvent) => {
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const pull = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = line.current?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const fact = nearest(facts, (event.clientX - box.left) / box.width);
    if (fact) onChoose(fact.id);
  };
  return (
    <div ref={fill} className="hand" onPointerDown={pull} onPointerMove={pull}>
      <div className="hist" aria-hidden="true">
        {bars.map((share, span) => (
          <Span
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is nothing but its place in time
            key={span}
            share={share}
            isLater={(span + 0.5) / SPANS > where && where < 1}
            isHere={Math.min(Math.floor(where * SPANS), SPANS - 1) === span}
          />
        ))}
      </div>
      <div
        ref={line}
        className="hand-line"
        role="slider"
        tabIndex={0}
        aria-label={TEXT.time}
        aria-valuemin={1}
        aria-valuemax={facts.length}
        aria-valuenow={at + 1}
        aria-valuetext={`${whenSaid(chosen, now)}: ${factSaid(chosen.type)}`}
        onKeyDown={press}
      >
        <span className="fill" />
        <span className="knob" />
      </div>
    </div>
  );
}

function Span({ share, isLater, isHere }: { share: number; isLater: boolean; isHere: boolean }) {
  const bar = useShare<HTMLElement>(share);
  return <i ref={bar} className={isHere ? "h" : isLater ? "f" : undefined} />;
}
