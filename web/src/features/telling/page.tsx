"use client";
/** What a member is told, by what, and when. */
import { lazy, Suspense } from "react";
import { useNow } from "@/browser/now";
import { useMay } from "@/features/session/only";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { Channels } from "./channels";
import { QuietHours, Together } from "./hours";
import { Matrix } from "./matrix";
import { TEXT } from "./messages";
import { WAYS } from "./offered";
import { useChoosing, usePreferences } from "./queries";

/** Few may see it, so few fetch it. */
const Sent = lazy(async () => ({ default: (await import("./sent/sent")).Sent }));

export function TellingPage() {
  const preferences = usePreferences();
  const choose = useChoosing();
  const maySeeSent = useMay("deliveries.read");
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
        <div id={WAYS} className="own">
          <Channels />
          <Part title={TEXT.matrix} rest={TEXT.matrixRest}>
            <Matrix preferences={said} onChoose={choose} />
          </Part>
          <QuietHours preferences={said} onChoose={choose} />
          <Together preferences={said} onChoose={choose} />
          {maySeeSent ? (
            <Suspense>
              <Sent categories={said.categories} />
            </Suspense>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
