"use client";
import { useNow } from "@/browser/now";
/** What a member is told, by what, and when. */
import { ReadTrouble } from "@/look/surfaces/broken";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { Channels } from "./channels";
import { QuietHours, Together } from "./hours";
import { Matrix } from "./matrix";
import { TEXT } from "./messages";
import { WAYS } from "./offered";
import { useChoosing, usePreferences } from "./queries";

export function TellingPage() {
  const preferences = usePreferences();
  const choosing = useChoosing();
  const now = useNow();
  const said = preferences.data;
  return (
    <>
      <h1 className="say">
        {TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      {preferences.isPending ? <RowsSkeleton label={TEXT.matrix} rows={4} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={preferences} now={now} />
      {said ? (
        <>
          <section className="sec" aria-label={TEXT.matrix}>
            <Matrix preferences={said} onChoose={choosing.mutate} />
          </section>
          <div id={WAYS} className="own">
            <Channels />
            <QuietHours preferences={said} onChoose={choosing.mutate} />
            <Together preferences={said} onChoose={choosing.mutate} />
          </div>
        </>
      ) : null}
    </>
  );
}
