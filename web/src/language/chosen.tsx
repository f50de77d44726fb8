"use client";
/** The language of whoever reads: English until another was chosen on this device and its words are here. */
import { Fragment, type ReactNode, useEffect, useState } from "react";
import { type Language, speak } from "./words";

const KEPT = "medianest.language";

/** A further language is a file beside this one, and a line here. */
const LANGUAGES: Readonly<Record<string, () => Promise<Language>>> = {
  "en-XA": async () => (await import("./pseudo")).PSEUDO,
};

export function Spoken({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState("en");
  useEffect(() => {
    const chosen = localStorage.getItem(KEPT) ?? "en";
    const load = LANGUAGES[chosen];
    if (!load) return;
    const learn = async () => {
      speak(await load());
      document.documentElement.lang = chosen;
      // Everything is drawn anew: what was said in English is said again.
      setSpoken(chosen);
    };
    void learn().catch(() => null);
  }, []);
  return <Fragment key={spoken}>{children}</Fragment>;
}
