"use client";
/** What a fact changed, as a table; what stayed, and what was written down, folded away. */
import { Copy } from "lucide-react";
import { copied } from "@/browser/copy";
import { tell } from "@/look/surfaces/toast";
import { changesOf, flat, type Line } from "./diff";
import type { Fact, Turn } from "./fact";
import { TEXT, thingSaid } from "./messages";

type Props = { fact: Fact; turn: Turn | null; isReading: boolean };

export function DiffPanel({ fact, turn, isReading }: Props) {
  const copy = async () =>
    (await copied(JSON.stringify(turn ?? fact, null, 2)))
      ? tell({ icon: Copy, tone: "ok", fact: TEXT.copied })
      : tell({ icon: Copy, tone: "warn", fact: TEXT.notCopied });
  return (
    <section className="panel" aria-labelledby="diff">
      <div className="sec-h">
        <h2 id="diff" className="h3">
          {TEXT.changed}: {thingSaid(fact.stream)}
        </h2>
        <button type="button" className="btn quiet s" onClick={() => void copy()}>
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
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function Changed({ turn }: { turn: Turn | null }) {
  if (!turn) return <p className="soft sm">{TEXT.noState}</p>;
  const { changed, same } = changesOf(turn.before, turn.after);
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
                {name}
              </th>
              <td>{before === null ? null : before === after ? before : <del>{before}</del>}</td>
              <td>{after === null ? null : before === after ? after : <ins>{after}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
