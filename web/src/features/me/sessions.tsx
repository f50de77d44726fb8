"use client";
/** The devices that are signed in as oneself, and the way to sign them out. */
import { LogOut, MonitorSmartphone } from "lucide-react";
import { useNow } from "@/browser/now";
import { Refusal } from "@/features/session/refusal";
import { moment } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Part } from "@/look/surfaces/part";
import { tell } from "@/look/surfaces/toast";
import { TEXT } from "./messages";
import { type Session, useEnding, useEndingOthers, useSessions } from "./queries";

export function Sessions() {
  const sessions = useSessions();
  const end = useEnding();
  const endOthers = useEndingOthers();
  const now = useNow();
  const items = sessions.data?.items ?? [];
  const told = { onSuccess: () => tell({ icon: LogOut, tone: "ok", fact: TEXT.ended }) } as const;
  return (
    <Part title={TEXT.sessions}>
      <ReadTrouble title={TEXT.failedTitle} read={sessions} now={now} />
      {end.isError ? <Refusal error={end.error} /> : null}
      {endOthers.isError ? <Refusal error={endOthers.error} /> : null}
      <ul className="rows">
        {items.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            now={now}
            onEnd={() => end.mutate(session.id, told)}
          />
        ))}
      </ul>
      {items.length > 1 ? (
        <button
          type="button"
          className="btn sec2 fit"
          disabled={endOthers.isPending}
          onClick={() => endOthers.mutate(undefined, told)}
        >
          <LogOut className="ic" aria-hidden="true" />
          {TEXT.endOthers}
        </button>
      ) : null}
    </Part>
  );
}

function SessionRow({ session, now, onEnd }: { session: Session; now: Date; onEnd: () => void }) {
  const name = session.device ?? TEXT.unknownDevice;
  const seen = moment(new Date(session.last_seen_at ?? session.created_at), now);
  return (
    <li className="thing">
      <MonitorSmartphone className="ic" aria-hidden="true" />
      <div>
        <b>{name}</b>
        <p className="xs dim">
          {session.current ? TEXT.thisOne : seen}
          {session.address ? ` · ${session.address}` : null}
        </p>
      </div>
      {session.current ? null : (
        <button
          type="button"
          className="btn quiet s"
          aria-label={`${TEXT.endSession}: ${name}, ${seen}`}
          onClick={onEnd}
        >
          {TEXT.endSession}
        </button>
      )}
    </li>
  );
}
