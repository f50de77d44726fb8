"use client";
/** What a fact changed, as a table; what stayed, and what was written down, folded away. */
import { Copy } from "lucide-react";
import { Fragment } from "react";
import { changesOf, flat, type Line } from "./diff";
import type { Fact, Turn } from "./fact";
import { TEXT, thingSaid } from "./messages";
import { copy, Value } from "./value";

type Props = { fact: Fact; turn: Turn | null; isReading: boolean };

export function DiffPanel({ fact, turn, isReading }: Props) {
  return (
    <section className="panel" aria-labelledby="diff">
      <div className="sec-h">
        <h2 id="diff" className="h3">
          {TEXT.changed}: {thingSaid(fact.stream)}
        </h2>
        <button
          type="button"
          className="btn quiet s"
          onClick={() => void copy(JSON.stringify(turn ?? fact, null, 2))}
        >
          <Copy className="ic" aria-hidden="true" />
          {TEXT.copy}
        </button>
      </div>
      {isReading ? <div className="sk block appear" /> : <Changed turn={turn} />}
      <details className="mt-4">
        <summary className="why xs">{TEXT.data}</summary>
        <dl className="written mono" translate="no">
          {[...flat(fact.data)].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Value text={value} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function Changed({ turn }: { turn: Turn | null }) {
  if (!turn) return <p className="soft sm">{TEXT.noState}</p>;
  // Before its first fact there was no such thing, and what stands for none is nothing that it was.
  const { changed, same } = changesOf(turn.fact.version === 1 ? {} : turn.before, turn.after);
  return (
    <>
      {changed.length > 0 ? <Lines lines={changed} /> : <p className="soft sm">{TEXT.noChange}</p>}
      {same.length > 0 ? (
        <details className="mt-4">
          <summary className="why xs">{TEXT.stays({ count: same.length })}</summary>
          <Lines lines={same} />
        </details>
      ) : null}
    </>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <div className="scroller">
      <table className="tbl diff">
        <thead>
          <tr>
            <th scope="col">{TEXT.name}</th>
            <th scope="col">{TEXT.was}</th>
            <th scope="col">{TEXT.is}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row" translate="no">
                <Path name={name} />
              </th>
              <td>
                <Cell text={before} none={TEXT.notYet} mark={before === after ? null : "del"} />
              </td>
              <td>
                <Cell text={after} none={TEXT.gone} mark={before === after ? null : "ins"} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where it is long it goes on after a dot. */
function Path({ name }: { name: string }) {
  const parts = name.split(".");
  return parts.map((part, at) => (
    <Fragment key={parts.slice(0, at + 1).join(".")}>
      {at > 0 ? (
        <>
          .<wbr />
        </>
      ) : null}
      {part}
    </Fragment>
  ));
}

type CellProps = { text: string | null; none: string; mark: "del" | "ins" | null };

function Cell({ text, none, mark: Mark }: CellProps) {
  if (text === null) return <span className="dim">{none}</span>;
  return Mark ? (
    <Mark>
      <Value text={text} />
    </Mark>
  ) : (
    <Value text={text} />
  );
}
