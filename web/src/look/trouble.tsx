"use client";
/** What is shown if a page itself breaks: little, since it comes with every page and is hardly ever seen. */
import { CHROME } from "./messages";

export function PageBroke({ again }: { again: () => void }) {
  return (
    <main className="broke" id="main">
      <h1 className="say">{CHROME.broke}</h1>
      <p className="lede">{CHROME.brokeRest}</p>
      <button type="button" className="btn ink lg" onClick={again}>
        {CHROME.showAgain}
      </button>
      <p className="xs dim">{CHROME.brokeNext}</p>
    </main>
  );
}
