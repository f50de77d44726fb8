"use client";
/** Guides for what one may do here, questions with their answers, and where to watch. */
import { ExternalLink, LifeBuoy } from "lucide-react";
import { Go } from "@/browser/go";
import { useMe } from "@/features/session/me";
import { Note } from "@/look/surfaces/note";
import { Part } from "@/look/surfaces/part";
import { apps, type Guide, guides, questions, TEXT } from "./messages";

export function HelpPage() {
  const may = useMe().data?.permissions ?? [];
  const mine = guides().filter(({ needs }) => may.includes(needs));
  return (
    <>
      <h1 className="say">
        {TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      <ul className="cards three" aria-label={TEXT.yours}>
        {mine.map((guide) => (
          <GuideCard key={guide.title} guide={guide} />
        ))}
      </ul>
      <div className="own">
        <Part title={TEXT.first}>
          <p className="reading">{TEXT.firstRest}</p>
        </Part>
        <Part title={TEXT.questions}>
          <div className="rows">
            {questions().map(({ ask, answer }) => (
              <details key={ask} className="question">
                <summary>{ask}</summary>
                <p className="reading soft">{answer}</p>
              </details>
            ))}
          </div>
        </Part>
        <Part title={TEXT.watch} rest={TEXT.watchRest}>
          <ul className="rows">
            {apps().map(({ name, address }) => (
              <li key={address}>
                <a className="app-link" href={address} target="_blank" rel="noreferrer">
                  {name}
                  <ExternalLink className="ic dim" aria-hidden="true" />
                </a>
              </li>
            ))}
          </ul>
        </Part>
        <div className="part-alone">
          <Note
            icon={LifeBuoy}
            action={
              <Go className="btn sec2 s" to="/status">
                {TEXT.toStatus}
              </Go>
            }
          >
            <b>{TEXT.more}</b> {TEXT.moreRest}
          </Note>
        </div>
      </div>
    </>
  );
}

function GuideCard({ guide }: { guide: Guide }) {
  return (
    <li className="panel card guide">
      <h2 className="h3">{guide.title}</h2>
      <ol>
        {guide.steps.map((step) => (
          <li key={step} className="sm">
            {step}
          </li>
        ))}
      </ol>
      <Go className="why sm" to={guide.to}>
        {guide.go}
      </Go>
    </li>
  );
}
