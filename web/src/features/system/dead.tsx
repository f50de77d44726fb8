"use client";
/** Work that failed for good: why, how often it was tried, and the way to try it once more. */
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, RotateCw } from "lucide-react";
import type { Got } from "@/api/answers";
import { Away } from "@/features/events/away";
import { useMay } from "@/features/session/only";
import { moment } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import type { DeadLetter } from "./part";
import { useRedrive } from "./queries";

type Props = { read: UseQueryResult<Got<"/api/v1/admin/dead-letters">>; now: Date };

export function Dead({ read, now }: Props) {
  const items = read.data?.items ?? [];
  return (
    <section className="sec" aria-labelledby="dead">
      <div className="sec-h">
        <h2 id="dead">{TEXT.dead}</h2>
      </div>
      <Away missing={read.data?.missing ?? []} />
      <ReadTrouble title={TEXT.deadFailed} read={read} now={now} />
      {read.data ? (
        <p className="soft sm">{items.length === 0 ? TEXT.deadNone : TEXT.deadRest}</p>
      ) : null}
      <ul className="rows">
        {items.map((letter) => (
          <DeadRow key={letter.id} letter={letter} now={now} />
        ))}
      </ul>
    </section>
  );
}

function DeadRow({ letter, now }: { letter: DeadLetter; now: Date }) {
  const mayRedrive = useMay("settings.manage");
  const redrive = useRedrive();
  const what = `${letter.service}, ${letter.kind}`;
  return (
    <li className="thing">
      <CircleAlert className="ic t-bad" aria-hidden="true" />
      <div>
        <b>{letter.why ?? what}</b>
        <p className="xs dim">
          <span className="mono">{what}</span> · {TEXT.attempts({ count: letter.attempts })} ·{" "}
          {moment(new Date(letter.due_at), now)}
        </p>
      </div>
      {mayRedrive ? (
        <button
          type="button"
          className="btn sec2 s"
          aria-label={TEXT.againOf({ what })}
          disabled={redrive.isPending}
          onClick={() =>
            redrive.mutate(letter, {
              onError: tellRefused,
              onSuccess: () => tell({ icon: RotateCw, tone: "ok", fact: TEXT.redriven }),
            })
          }
        >
          <RotateCw className="ic" aria-hidden="true" />
          {TEXT.again}
        </button>
      ) : null}
    </li>
  );
}
