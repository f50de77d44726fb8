/** What a page says when it could not be read: still trying, shown as of earlier, not to be had, or paused
 * as it was planned. */
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, CloudOff, RefreshCw, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { moment } from "@/language/figures";
import { SHARED } from "@/look/messages";
import { Empty } from "./empty";
import { Note } from "./note";
import { backWords, type Pause, usePauseOf } from "./pause";

type Read = Pick<
  UseQueryResult,
  | "data"
  | "dataUpdatedAt"
  | "error"
  | "errorUpdateCount"
  | "failureCount"
  | "failureReason"
  | "isError"
  | "isPending"
  | "refetch"
>;
type Props = { title: string; read: Read; now: Date };

/** A page whose one thing is not here yet: what it is called, what is wrong, and the shape of what comes. */
export function Unread({
  name,
  children,
  ...trouble
}: Props & { name: string; children: ReactNode }) {
  return (
    <>
      <h1 className="sr">{name}</h1>
      <ReadTrouble {...trouble} />
      {trouble.read.isPending ? children : null}
    </>
  );
}

export function ReadTrouble({ title, read, now }: Props) {
  const pause = usePauseOf(read);
  if (read.data === undefined && pause && read.errorUpdateCount > 0)
    return <Paused pause={pause} now={now} />;
  if (read.data === undefined && read.isError) return <Broken title={title} read={read} />;
  if (read.data === undefined && read.failureCount > 0) {
    // It answered, and asked for a moment: what is coming is on its way.
    if (problemIn(read.failureReason).kind === "limited") return null;
    if (pause) return <Paused pause={pause} now={now} />;
    return (
      <div className="mt-6">
        <Note icon={RefreshCw} role="status">
          <b>{SHARED.noAnswer}</b> {SHARED.noAnswerRest}
        </Note>
      </div>
    );
  }
  if (read.data !== undefined && read.isError && problemIn(read.error).kind === "away") {
    const when = moment(new Date(read.dataUpdatedAt), now);
    return (
      <div className="mt-6">
        {pause ? (
          <Note icon={Wrench} tone="info" role="status">
            <b>{backWords(pause.until, now)}.</b> {pause.why} {SHARED.pauseAsOf({ when })}
          </Note>
        ) : (
          <Note icon={CloudOff} tone="warn" role="status">
            <b>{SHARED.away}</b> {SHARED.awayRest({ when })}
          </Note>
        )}
      </div>
    );
  }
  return null;
}

function Paused({ pause, now }: { pause: Pause; now: Date }) {
  return (
    <div className="sec paused" role="status">
      <Empty
        mark={{ icon: Wrench, tone: "info" }}
        title={backWords(pause.until, now)}
        action={
          <Go className="btn sec2" to="/status">
            {SHARED.goesOn}
          </Go>
        }
      >
        {pause.why} {SHARED.pauseRest}
      </Empty>
    </div>
  );
}

function Broken({ title, read }: { title: string; read: Read }) {
  const problem = problemIn(read.error);
  return (
    <section className="sec">
      <Empty
        mark={{ icon: CircleAlert, tone: "bad" }}
        title={title}
        action={
          <div className="flow">
            <button type="button" className="btn pri" onClick={() => void read.refetch()}>
              {SHARED.tryAgain}
            </button>
            <Go className="btn quiet" to="/help">
              {SHARED.whatHelps}
            </Go>
          </div>
        }
      >
        {problem.title} {problem.detail}
      </Empty>
    </section>
  );
}
