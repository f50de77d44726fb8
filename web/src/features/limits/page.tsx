"use client";
/** The limits of the house: for wishes, and for videos. */
import { useNow } from "@/browser/now";
import { Only } from "@/features/session/only";
import { useChosen } from "@/features/settings/chosen";
import { ReadTrouble } from "@/look/surfaces/broken";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { DownloadLimits } from "./downloads";
import { sentence, TEXT } from "./messages";
import { WishLimits } from "./wishes";

export function LimitsPage() {
  return (
    <Only may="settings.manage">
      <Limits />
    </Only>
  );
}

function Limits() {
  const now = useNow();
  const wishes = useChosen("/api/v1/settings/requests/limits");
  const downloads = useChosen("/api/v1/settings/downloads/limits");
  const isBoth = wishes.data !== undefined && downloads.data !== undefined;
  return (
    <>
      <h1 className="say">
        {isBoth
          ? sentence(wishes.data.requests_per_hour, downloads.data.downloads_per_hour)
          : TEXT.title}{" "}
        <span className="then">{TEXT.rest}</span>
      </h1>
      <div className="own">
        <ReadTrouble title={TEXT.failedTitle} read={wishes} now={now} />
        {/* What is typed here stays until something else was kept. */}
        {wishes.data ? (
          <WishLimits key={JSON.stringify(wishes.data)} limits={wishes.data} />
        ) : wishes.isPending ? (
          <RowsSkeleton label={TEXT.wishes} rows={3} />
        ) : null}
        <ReadTrouble title={TEXT.failedTitle} read={downloads} now={now} />
        {downloads.data ? (
          <DownloadLimits key={JSON.stringify(downloads.data)} limits={downloads.data} />
        ) : downloads.isPending ? (
          <RowsSkeleton label={TEXT.downloads} rows={3} />
        ) : null}
      </div>
    </>
  );
}
