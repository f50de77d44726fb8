"use client";
/** What this house is connected to: one card each, tried step by step, changed in place. */
import { Compass } from "lucide-react";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { useFirstRun } from "@/features/first-run/progress";
import { Only } from "@/features/session/only";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Note } from "@/look/surfaces/note";
import { ConnectionCard } from "./card";
import { integrations } from "./integrations";
import { headline, TEXT } from "./messages";
import { useConnections } from "./queries";

export function SettingsPage() {
  return (
    <Only may="settings.manage">
      <Connections />
    </Only>
  );
}

function Connections() {
  const now = useNow();
  const all = integrations();
  const reads = useConnections(all);
  const { isFinished } = useFirstRun();
  const isRead = reads.every(({ data }) => data !== undefined);
  const connected = all.filter((one, at) => {
    const values = reads[at]?.data;
    return values ? one.where(values) !== null : false;
  }).length;
  const broken = reads.find(({ isError, data }) => isError && data === undefined);
  return (
    <>
      <h1 className="say">
        {isRead ? headline(connected, all.length) : TEXT.title}{" "}
        <span className="then">{TEXT.rest}</span>
      </h1>
      {isFinished ? null : (
        <div className="mt-4">
          <Note
            icon={Compass}
            tone="info"
            action={
              <Go className="why" to="/setup">
                {TEXT.firstRunGo}
              </Go>
            }
          >
            <b>{TEXT.firstRun}</b>
          </Note>
        </div>
      )}
      {broken ? <ReadTrouble title={TEXT.failedTitle} read={broken} now={now} /> : null}
      <div className="cards">
        {all.map((one, at) => {
          const read = reads[at];
          return read ? <ConnectionCard key={one.id} one={one} read={read} /> : null;
        })}
      </div>
    </>
  );
}
