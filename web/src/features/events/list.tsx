"use client";
/** The facts in a line; whoever can't use the picture finds all of it here. */
import { useEffect, useRef } from "react";
import { doerOf } from "./doer";
import { type Fact, toneOf } from "./fact";
import { clockOf, factSaid, TEXT } from "./messages";

type Props = {
  facts: readonly Fact[];
  chosen: Fact;
  names: (id: string) => string;
  onChoose: (id: string) => void;
  onEarlier?: () => void;
  isBusy?: boolean;
};

export function EventList({ facts, chosen, names, onChoose, onEarlier, isBusy }: Props) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>(`[data-fact="${chosen.id}"]`);
    const box = list.current;
    if (!row || !box || box.scrollHeight <= box.clientHeight) return;
    const isSeen =
      row.offsetTop >= box.scrollTop &&
      row.offsetTop + row.offsetHeight <= box.scrollTop + box.clientHeight;
    if (!isSeen) box.scrollTop = row.offsetTop - box.clientHeight / 2;
  }, [chosen.id]);
  return (
    <section aria-label={TEXT.list}>
      <ol ref={list} className="events">
        {facts.map((fact) => (
          <li key={fact.id} data-fact={fact.id}>
            <button
              type="button"
              className={rowClass(fact, chosen)}
              aria-current={fact.id === chosen.id ? "true" : undefined}
              onClick={() => onChoose(fact.id)}
            >
              <time dateTime={fact.at}>{clockOf(fact)}</time>
              <span className={`dot ${dotOf(fact, chosen)}`} aria-hidden="true" />
              <span>
                <span className="fact">{factSaid(fact.type)}</span>{" "}
                <Doer who={doerOf(fact, names)} />
                <span className="xs dim mono code" title={fact.type}>
                  {fact.type}
                </span>
              </span>
            </button>
          </li>
        ))}
        {onEarlier ? (
          <li>
            <button
              type="button"
              className="btn sec2 full mt-4"
              disabled={isBusy}
              onClick={onEarlier}
            >
              {TEXT.earlier}
            </button>
          </li>
        ) : null}
      </ol>
    </section>
  );
}

function Doer({ who }: { who: string | null }) {
  return who ? <span className="xs soft doer">· {who}</span> : null;
}

function rowClass(fact: Fact, chosen: Fact): string {
  if (fact.id === chosen.id) return "ev cur";
  return fact.at > chosen.at ? "ev off" : "ev";
}

function dotOf(fact: Fact, chosen: Fact): string {
  const tone = toneOf(fact.type);
  if (fact.id === chosen.id && tone === "plain") return "live";
  return tone;
}
