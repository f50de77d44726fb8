"use client";
/** A few facts about a title: who made it, where, when, and in which language. */
import type { Fact } from "./made";
import { TEXT } from "./messages";

export function About({ facts, isSeries }: { facts: readonly Fact[]; isSeries: boolean }) {
  return (
    <section aria-labelledby="about">
      <div className="sec-h">
        <h2 id="about">{isSeries ? TEXT.aboutSeries : TEXT.aboutFilm}</h2>
      </div>
      <dl className="rows told">
        {facts.map(({ label, said }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
