"use client";
/** What is wrong with titles, as far as it was said: all reports, or one with its answers. */
import { ChevronRight, CircleCheck } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense, useState } from "react";
import { Go } from "@/browser/go";
import { useNow } from "@/browser/now";
import { pictureOf } from "@/features/library/item";
import { useNames } from "@/features/people/names";
import { moment } from "@/language/figures";
import { Poster } from "@/look/art/poster";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { type Issue, isOpen, kindOf, pageOf, type Show } from "./issue";
import { answersSaid, bySaid, headline, KIND, TEXT, whereSaid } from "./messages";
import { OneIssue } from "./one";
import { useIssues } from "./queries";

export function IssuesPage() {
  return (
    <Suspense>
      <ListOrOne />
    </Suspense>
  );
}

function ListOrOne() {
  const id = useSearchParams().get("id");
  return id === null ? <List /> : <OneIssue key={id} id={id} />;
}

function List() {
  const now = useNow();
  const names = useNames();
  const [show, setShow] = useState<Show>("open");
  const read = useIssues(show);
  const open = useIssues("open");
  const openCount = open.data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? null;
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <h1 className="say">
        {headline(openCount, open.hasNextPage)} <span className="then">{TEXT.rest}</span>
      </h1>
      <p className="lede">{TEXT.how}</p>
      <fieldset className="pick spaced">
        <legend className="sr">{TEXT.which}</legend>
        {(["open", "resolved"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={show === one} onClick={() => setShow(one)}>
            {TEXT[one]}
          </button>
        ))}
      </fieldset>
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.isPending ? <RowsSkeleton label={TEXT.title} rows={3} /> : null}
      {read.data && items.length === 0 ? (
        <Empty
          mark={{ icon: CircleCheck, tone: "ok" }}
          title={show === "open" ? TEXT.noneTitle : TEXT.noneSolvedTitle}
        >
          {show === "open" ? TEXT.none : TEXT.noneSolved}
        </Empty>
      ) : null}
      <ul className="rows">
        {items.map((issue) => (
          <IssueRow key={issue.id} issue={issue} by={names(issue.reported_by)} now={now} />
        ))}
      </ul>
      {read.hasNextPage ? (
        <button
          type="button"
          className="btn sec2 mt-6"
          disabled={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
        >
          {TEXT.more}
        </button>
      ) : null}
    </>
  );
}

function IssueRow({ issue, by, now }: { issue: Issue; by: string; now: Date }) {
  const facts = [
    KIND[kindOf(issue)],
    whereSaid(issue),
    bySaid(by, moment(new Date(issue.created_at), now)),
    answersSaid(issue.comment_count),
  ];
  return (
    <li>
      <Go className="person issue" to={pageOf(issue.id)}>
        <Poster title={issue.title ?? ""} picture={pictureOf(issue)} size="s" />
        <span className="grow">
          <span className="nm clip">{issue.title}</span>
          <span className="sm soft clip line">{issue.text ?? TEXT.erased}</span>
          <span className="xs dim">{facts.filter(Boolean).join(" · ")}</span>
        </span>
        {isOpen(issue) ? null : <span className="chip ok">{TEXT.resolved}</span>}
        <ChevronRight className="ic dim" aria-hidden="true" />
      </Go>
    </li>
  );
}
