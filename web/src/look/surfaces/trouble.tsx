"use client";
/** What is shown if a page itself breaks: little, since it comes with every page and is hardly ever seen. */
import { SHARED } from "@/look/messages";

export function PageBroke({ again }: { again: () => void }) {
  return (
    <main className="broke" id="main">
      <h1 className="say">{SHARED.broke}</h1>
      <p className="lede">{SHARED.brokeRest}</p>
      <button type="button" className="btn ink lg" onClick={again}>
        {SHARED.showAgain}
      </button>
      <p className="xs dim">{SHARED.brokeNext}</p>
    </main>
  );
}
