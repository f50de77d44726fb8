"use client";
/** One report: what is wrong, what was said to it, and whether it is solved. */
import { ChevronLeft, CircleAlert, CircleCheck, CircleHelp, Undo2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { Why } from "@/features/events/why";
import { useNames } from "@/features/people/names";
import { entered } from "@/features/session/fields";
import { useMe } from "@/features/session/me";
import { useMay } from "@/features/session/only";
import { Refusal } from "@/features/session/refusal";
import { moment } from "@/language/figures";
import { Ava } from "@/look/art/ava";
import { LongField } from "@/look/controls/long-field";
import { SHARED } from "@/look/messages";
import { ReadTrouble, Unread } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { tellRefused } from "@/look/surfaces/refused";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { tell } from "@/look/surfaces/toast";
import { isOpen, kindOf, type OneIssue as One } from "./issue";
import { KIND, TEXT, whereSaid } from "./messages";
import { useAnswering, useClosing, useIssue } from "./queries";

export function OneIssue({ id }: { id: string }) {
  const read = useIssue(id);
  const now = useNow();
  if (read.isError && problemIn(read.error).kind === "missing")
    return (
      <section className="sec">
        <h1 className="sr">{TEXT.unknownTitle}</h1>
        <Empty mark={{ icon: CircleHelp, tone: "info" }} title={TEXT.unknownTitle}>
          {TEXT.unknown}
        </Empty>
      </section>
    );
  if (!read.data)
    return (
      <Unread name={TEXT.title} title={TEXT.failedTitle} read={read} now={now}>
        <RowsSkeleton label={TEXT.title} rows={2} />
      </Unread>
    );
  return (
    <>
      <Go className="crumb" to="/issues">
        <ChevronLeft className="ic" aria-hidden="true" />
        {TEXT.back}
      </Go>
      <Head shown={read.data} />
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      <Said shown={read.data} now={now} />
    </>
  );
}

function Head({ shown: { issue } }: { shown: One }) {
  const where = whereSaid(issue);
  return (
    <div className="head">
      <div>
        <h1 className="say">
          {issue.title} <span className="then">{KIND[kindOf(issue)]}</span>
        </h1>
        <p className="flow wrap mt-2">
          {isOpen(issue) ? (
            <span className="chip warn">
              <CircleAlert className="ic" aria-hidden="true" />
              {TEXT.open}
            </span>
          ) : (
            <span className="chip ok">
              <CircleCheck className="ic" aria-hidden="true" />
              {TEXT.resolved}
            </span>
          )}
          {where ? <span className="sm soft">{where}</span> : null}
          <Go className="why sm" to={`/title?type=${issue.media_type}&id=${issue.tmdb_id}`}>
            {TEXT.toTitle}
          </Go>
          <Why service="requests" stream={`issue-${issue.id}`} of={issue.title ?? TEXT.title} />
        </p>
      </div>
      <Closing issue={issue} />
    </div>
  );
}

function Closing({ issue }: { issue: One["issue"] }) {
  const closing = useClosing(issue.id);
  const mine = useMe().data?.id === issue.reported_by;
  const decides = useMay("requests.decide");
  if (!mine && !decides) return null;
  const close = (isSolved: boolean, isBack = false) =>
    closing.mutate(isSolved, {
      onError: tellRefused,
      onSuccess: () =>
        tell({
          icon: isSolved ? CircleCheck : CircleAlert,
          tone: "ok",
          fact: isSolved ? TEXT.solvedNow : TEXT.openAgain,
          ...(isBack
            ? {}
            : {
                action: {
                  label: SHARED.undo,
                  icon: Undo2,
                  run: () => close(!isSolved, true),
                },
              }),
        }),
    });
  return (
    <button
      type="button"
      className={isOpen(issue) ? "btn pri lg" : "btn sec2 lg"}
      disabled={closing.isPending}
      onClick={() => close(isOpen(issue))}
    >
      {isOpen(issue) ? TEXT.solve : TEXT.again}
    </button>
  );
}

function Said({ shown: { issue, comments }, now }: { shown: One; now: Date }) {
  const names = useNames();
  const lines = [
    { id: issue.id, by: issue.reported_by, text: issue.text, created_at: issue.created_at },
    ...comments,
  ];
  return (
    <section className="sec talk" aria-label={TEXT.said}>
      <ol>
        {lines.map((line) => (
          <li key={line.id}>
            <Ava name={names(line.by)} />
            <div>
              <p className="xs dim">
                <b>{names(line.by)}</b> {moment(new Date(line.created_at), now)}
              </p>
              <p className="reading">{line.text ?? TEXT.erased}</p>
            </div>
          </li>
        ))}
      </ol>
      <Answer id={issue.id} reportedBy={issue.reported_by} />
    </section>
  );
}

function Answer({ id, reportedBy }: { id: string; reportedBy: string }) {
  const answering = useAnswering(id);
  const [sent, setSent] = useState(0);
  const mine = useMe().data?.id === reportedBy;
  const decides = useMay("requests.decide");
  if (!mine && !decides) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = entered(event.currentTarget, "text").trim();
    if (text !== "") answering.mutate(text, { onSuccess: () => setSent(sent + 1) });
  };
  return (
    <form key={sent} className="stack gap-4" onSubmit={submit} aria-label={TEXT.say}>
      {answering.isError ? <Refusal error={answering.error} /> : null}
      <LongField label={TEXT.say} name="text" most={2000} />
      <button type="submit" className="btn sec2 fit" disabled={answering.isPending}>
        {TEXT.send}
      </button>
    </form>
  );
}
