"use client";
/** One fact looked at closely: what led to it and what came of it, and what it changed. */
import { useState } from "react";
import { Go, useGo } from "@/browser/go";
import { Away } from "./away";
import { DiffPanel } from "./diff-panel";
import { doerOf, doneBy } from "./doer";
import { addressOf, type Causes, type Fact, type Turn } from "./fact";
import { graphOf } from "./graph";
import { GraphView } from "./graph-view";
import { clockOf, factSaid, SERVICE, TEXT, thingSaid } from "./messages";
import { useCauses, useStory } from "./queries";

type Props = {
  fact: Fact;
  /** The whole history, where the page is about one thing; else it is read for this fact. */
  turns: readonly Turn[] | null;
  /** What the list beside it holds, so that only those can be gone to. */
  known: readonly Fact[];
  names: (id: string) => string;
  onChoose: (id: string) => void;
};

export function Closer({ fact, turns, known, names, onChoose }: Props) {
  const causes = useCauses(fact.id);
  const story = useStory(turns ? null : fact);
  const course = turns ?? story.data?.items ?? [];
  const turn = course.find((one) => one.fact.id === fact.id) ?? null;
  const goTo = useGo();
  const [isList, setList] = useState(false);
  const graph = graphOf(
    fact,
    causes.data,
    course.map((one) => one.fact),
  );
  const go = (to: Fact) => {
    if (known.some(({ id }) => id === to.id)) onChoose(to.id);
    else
      goTo(
        `${addressOf({ kind: "thing", service: to.service, stream: to.stream })}&event=${to.id}`,
      );
  };
  return (
    <div className="stack gap-4">
      <section className="panel" aria-labelledby="graph">
        <div className="sec-h">
          <h2 id="graph" className="h3">
            {TEXT.graph}
          </h2>
          <button type="button" className="why xs" onClick={() => setList(!isList)}>
            {isList ? TEXT.asGraph : TEXT.asList}
          </button>
        </div>
        <Done by={doneBy(fact, names)} />
        {isList ? (
          <CausesList fact={fact} causes={causes.data} names={names} />
        ) : graph.nodes.length === 1 ? (
          <Alone isRead={!causes.isPending} />
        ) : (
          <GraphView graph={graph} onChoose={go} />
        )}
        <Away missing={causes.data?.missing ?? []} />
      </section>
      <DiffPanel fact={fact} turn={turn} isReading={turns === null && story.isPending} />
      {turns === null ? (
        <Go
          className="why sm"
          to={addressOf({ kind: "thing", service: fact.service, stream: fact.stream })}
        >
          {TEXT.itsStory}: {thingSaid(fact.stream)}
        </Go>
      ) : null}
    </div>
  );
}

function Done({ by }: { by: string | null }) {
  return by ? <p className="soft sm">{by}</p> : null;
}

/** A picture of one is none. */
function Alone({ isRead }: { isRead: boolean }) {
  if (!isRead) return <div className="sk block appear" />;
  return (
    <p className="soft sm">
      {TEXT.noCauses} {TEXT.noEffectsYet}
    </p>
  );
}

type ListProps = { fact: Fact; causes: Causes | undefined; names: (id: string) => string };

function CausesList({ fact, causes, names }: ListProps) {
  return (
    <div className="stack gap-4 sm">
      <div>
        <h3 className="legend">{TEXT.causes}</h3>
        <FactLines facts={causes?.causes ?? []} none={TEXT.noCauses} names={names} />
      </div>
      <p>
        <b>{factSaid(fact.type)}</b> <span className="dim num">{clockOf(fact)}</span>
      </p>
      <div>
        <h3 className="legend">{TEXT.effects}</h3>
        <FactLines facts={causes?.effects ?? []} none={TEXT.noEffects} names={names} />
      </div>
    </div>
  );
}

type LinesProps = { facts: readonly Fact[]; none: string; names: (id: string) => string };

function FactLines({ facts, none, names }: LinesProps) {
  if (facts.length === 0) return <p className="soft">{none}</p>;
  return (
    <ol className="rows">
      {facts
        .map((fact) => ({ fact, doer: doerOf(fact, names) }))
        .map(({ fact, doer }) => (
          <li key={fact.id} className="line-of">
            <Go to={addressOf({ kind: "thing", service: fact.service, stream: fact.stream })}>
              {factSaid(fact.type)}
            </Go>
            <span className="xs dim">
              {clockOf(fact)}, {SERVICE[fact.service]}
              {doer ? `, ${doer}` : ""}
            </span>
          </li>
        ))}
    </ol>
  );
}
