"use client";
/** The inbox: what happened to what is yours, newest first. */
import {
  Activity,
  Bell,
  Check,
  CheckCheck,
  CircleAlert,
  Flag,
  ListChecks,
  type LucideIcon,
  Megaphone,
  Sparkles,
  UserRound,
} from "lucide-react";
import { Go, type PagePath } from "@/browser/go";
import { useNow } from "@/browser/now";
import { Why } from "@/features/events/why";
import { clock } from "@/language/figures";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { aboutOf } from "./about";
import { byDay } from "./days";
import { headline, leadsOn, TEXT } from "./messages";
import { type Letter, useLetters, useReading } from "./queries";
import { LettersSkeleton } from "./skeleton";
import { useUnread } from "./unread";

export function InboxPage() {
  const letters = useLetters();
  const unread = useUnread();
  const now = useNow();
  const { read, readAll } = useReading();
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  const said = headline(unread, items.length);
  return (
    <>
      <div className="head">
        <h1 className="say">
          {letters.data ? said.fact : TEXT.title}{" "}
          <span className="then">
            {letters.data ? said.next : letters.errorUpdateCount > 0 ? "" : TEXT.looking}
          </span>
        </h1>
        {unread > 0 && items.length > 0 ? (
          <button type="button" className="btn sec2 tall" onClick={() => readAll()}>
            <CheckCheck className="ic" aria-hidden="true" />
            {TEXT.readAll}
          </button>
        ) : null}
      </div>
      {letters.isPending ? <LettersSkeleton /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={letters} now={now} />
      {letters.data && items.length === 0 ? (
        <section className="sec">
          <Empty mark="egg" title={TEXT.emptyTitle}>
            {TEXT.empty}
          </Empty>
        </section>
      ) : null}
      {items.length > 0 ? (
        <section className="sec" aria-label={TEXT.title}>
          {byDay(items, now).map(({ day, letters: those }) => (
            <div key={day} className="day">
              <h2 className="h3">{day}</h2>
              <ul className="rows">
                {those.map((letter) => (
                  <LetterRow key={letter.id} letter={letter} onRead={() => read(letter)} />
                ))}
              </ul>
            </div>
          ))}
          {letters.hasNextPage ? (
            <button
              type="button"
              className="btn sec2 mt-4"
              disabled={letters.isFetchingNextPage}
              onClick={() => void letters.fetchNextPage()}
            >
              {TEXT.showMore}
            </button>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

function LetterRow({ letter, onRead }: { letter: Letter; onRead: () => void }) {
  const isNew = letter.read_at === null;
  const { icon: Icon, tone } = markOf(letter.category);
  const about = aboutOf(letter);
  return (
    <li className={isNew ? "letter" : "letter old"} aria-label={letter.title}>
      <span className={`mark ${isNew ? tone : ""}`}>
        <Icon className="ic" aria-hidden="true" />
        {isNew ? <span className="dot live" aria-hidden="true" /> : null}
      </span>
      <div>
        <b>
          {leadsOn(letter.path) ? (
            <Go to={letter.path as PagePath}>{letter.title}</Go>
          ) : (
            letter.title
          )}
          {isNew ? <span className="sr">{TEXT.unread}</span> : null}
        </b>
        <p>
          {letter.body} {about ? <Why {...about} of={letter.title} /> : null}
        </p>
      </div>
      <time className="num" dateTime={letter.created_at}>
        {clock(new Date(letter.created_at))}
      </time>
      {isNew ? (
        <button
          type="button"
          className="btn quiet icon"
          title={TEXT.read}
          aria-label={`${TEXT.read}: ${letter.title}`}
          onClick={onRead}
        >
          <Check className="ic" aria-hidden="true" />
        </button>
      ) : null}
    </li>
  );
}

type Mark = { icon: LucideIcon; tone: "ok" | "bad" | "warn" | "" };

/** What a letter is about, seen before it is read. */
function markOf(category: string): Mark {
  switch (category) {
    case "download_completed":
      return { icon: Check, tone: "ok" };
    case "download_failed":
      return { icon: CircleAlert, tone: "bad" };
    case "channel_broken":
      return { icon: CircleAlert, tone: "warn" };
    case "requests":
      return { icon: Sparkles, tone: "" };
    case "approvals":
      return { icon: ListChecks, tone: "" };
    case "issues":
      return { icon: Flag, tone: "" };
    case "status":
      return { icon: Activity, tone: "" };
    case "household":
      return { icon: Megaphone, tone: "" };
    case "people":
    case "account":
      return { icon: UserRound, tone: "" };
    default:
      return { icon: Bell, tone: "" };
  }
}
