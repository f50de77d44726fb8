/** What a page says when it could not be read: still trying, shown as of earlier, or not to be had. */
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, CloudOff, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { problemIn } from "@/api/problem";
import { Empty } from "./empty";
import { Go } from "./go";
import { CHROME } from "./messages";
import { Note } from "./note";
import { moment } from "./words";

type Read = Pick<
  UseQueryResult,
  "data" | "dataUpdatedAt" | "error" | "failureCount" | "isError" | "isPending" | "refetch"
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
  if (read.data === undefined && read.isError) return <Broken title={title} read={read} />;
  if (read.data === undefined && read.failureCount > 0) {
    return (
      <div className="mt-6">
        <Note icon={RefreshCw} role="status">
          <b>{CHROME.noAnswer}</b> {CHROME.noAnswerRest}
        </Note>
      </div>
    );
  }
  if (read.data !== undefined && read.isError && problemIn(read.error).kind === "away") {
    return (
      <div className="mt-6">
        <Note icon={CloudOff} tone="warn" role="status">
          <b>{CHROME.away}</b>{" "}
          {CHROME.awayRest({ when: moment(new Date(read.dataUpdatedAt), now) })}
        </Note>
      </div>
    );
  }
  return null;
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
              {CHROME.tryAgain}
            </button>
            <Go className="btn quiet" to="/help">
              {CHROME.whatHelps}
            </Go>
          </div>
        }
      >
        {problem.title} {problem.detail}
      </Empty>
    </section>
  );
}
