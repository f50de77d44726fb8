"use client";
/** People are brought here before they ever came: those of Plex, or those of Overseerr. */
import { CircleCheck, CircleSlash2, Users, X } from "lucide-react";
import { Refusal } from "@/features/session/refusal";
import { Note } from "@/look/surfaces/note";
import { IMPORT, PASSED, SOURCE } from "./messages";
import { type Imported, SOURCES, useImporting } from "./queries";

export function ImportPanel({ onDone }: { onDone: () => void }) {
  const importing = useImporting();
  return (
    <section className="paste invite" aria-label={IMPORT.open}>
      <div className="flow between">
        <p className="soft sm">{IMPORT.lede}</p>
        <button type="button" className="btn quiet icon" aria-label={IMPORT.done} onClick={onDone}>
          <X className="ic" aria-hidden="true" />
        </button>
      </div>
      {importing.isError ? <Refusal error={importing.error} /> : null}
      <div aria-live="polite">{importing.data ? <Came told={importing.data} /> : null}</div>
      <div className="flow wrap">
        {SOURCES.map((source) => (
          <button
            key={source}
            type="button"
            className="btn sec2 tall"
            disabled={importing.isPending}
            onClick={() => importing.mutate(source)}
          >
            <Users className="ic" aria-hidden="true" />
            {importing.isPending && importing.variables === source
              ? IMPORT.bringing
              : IMPORT.from({ source: SOURCE[source] })}
          </button>
        ))}
      </div>
    </section>
  );
}

function Came({ told }: { told: Imported }) {
  return (
    <div className="stack">
      <Note icon={CircleCheck} tone={told.created.length > 0 ? "ok" : "plain"}>
        <b>{IMPORT.came({ count: told.created.length })}</b>{" "}
        {IMPORT.known({ count: told.known.length })}{" "}
        {told.left > 0 ? IMPORT.left({ count: told.left }) : null}
      </Note>
      {told.skipped.length > 0 ? (
        <ul className="rows" aria-label={IMPORT.passed}>
          {told.skipped.map(({ name, reason }, at) => (
            // Two people may have one name there.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown once and never changes
            <li key={at} className="thing">
              <CircleSlash2 className="ic" aria-hidden="true" />
              <div>
                <b>{name}</b>
                <p className="xs dim">{PASSED[reason]}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
