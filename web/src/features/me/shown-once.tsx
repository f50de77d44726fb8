"use client";
/** Secrets that are shown this once: to be kept elsewhere before they are put away. */
import { TEXT } from "./messages";

type Props = { title: string; rest?: string; lines: readonly string[]; onKept: () => void };

export function ShownOnce({ title, rest, lines, onKept }: Props) {
  return (
    <section className="panel stack gap-4" aria-label={title} aria-live="polite">
      <b>{title}</b>
      {rest ? <p className="soft sm">{rest}</p> : null}
      <ul className="codes">
        {lines.map((line) => (
          <li key={line}>
            <code>{line}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="btn sec2 fit" onClick={onKept}>
        {TEXT.codesKept}
      </button>
    </section>
  );
}
