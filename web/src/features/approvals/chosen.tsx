"use client";
/** Beside what waits: the one that is looked at, what it is, what its asker has used, and a yes or a no. */
import { type RefCallback, useState } from "react";
import { Go } from "@/browser/go";
import { type Download, nameOf } from "@/features/downloads/download";
import { useTitle } from "@/features/titles/queries";
import { Change } from "@/features/wishes/change";
import { useQuota, useSteering } from "@/features/wishes/queries";
import { titlePath, type Wish } from "@/features/wishes/wish";
import { capital, count, moment } from "@/language/figures";
import { Pill } from "@/look/controls/pill";
import { Deeds, type Does } from "./deeds";
import { aboutWords, CHOSEN, reasons, titleOf, usedWords } from "./messages";
import { Picture } from "./picture";
import { firstOf, sinceOf, type Waiting } from "./waiting";

const SHOWN_MOST = 8;

export type Named = { by: "you" | "other"; who: string };

type Props = {
  seen: Waiting;
  /** Whom an answer is for: the one that is seen, or all that are selected. */
  meant: readonly Waiting[];
  /** Whoever asked for it. */
  asker: Named;
  /** That they did, in a sentence. */
  asked: string;
  now: Date;
  /** What can be done with this one alone. */
  deeds: Does | null;
  /** While one says no. */
  refusal: Refusal | null;
};

type Refusal = {
  /** Where one stands to say it. */
  at: RefCallback<HTMLElement>;
  decline: (reason: string | null) => void;
  drop: () => void;
};

export function Chosen({ seen, meant, asker, asked, now, deeds, refusal }: Props) {
  const { change } = useSteering();
  const note = seen.kind === "wish" ? seen.wish.note : null;
  return (
    <aside className="panel">
      <div className="flow items-end gap-4">
        <Picture of={seen} size="m" />
        <div className="grow">
          <h2 className="h3">
            <Title of={seen} />
          </h2>
          <p className="xs soft">{asked}</p>
          {note ? <p className="xs soft">“{note}”</p> : null}
        </div>
      </div>
      {seen.kind === "wish" ? <About wish={seen.wish} /> : null}
      <dl className="rows sm mt-4">
        <Fact name={CHOSEN.waits} value={moment(sinceOf(seen), now)} />
        {seen.kind === "wish" ? <OfWish wish={seen.wish} who={asker.who} /> : null}
      </dl>
      {seen.kind === "wish" ? (
        <div className="mt-3">
          <Change wish={seen.wish} change={change} isWorded />
        </div>
      ) : null}
      {seen.kind === "playlist" ? <Videos of={seen.videos} /> : null}
      {refusal ? <No meant={meant} asker={asker} {...refusal} /> : null}
      {deeds && !refusal ? <Deeds {...deeds} /> : null}
    </aside>
  );
}

function Title({ of }: { of: Waiting }) {
  if (of.kind === "wish") return <Go to={titlePath(of.wish)}>{titleOf(of)}</Go>;
  if (of.kind === "playlist") return titleOf(of);
  return (
    <a href={firstOf(of).url} target="_blank" rel="noopener noreferrer">
      {titleOf(of)}
    </a>
  );
}

/** What is wished for, so that nobody has to leave the page to know. */
function About({ wish }: { wish: Wish }) {
  const title = useTitle({
    type: wish.media_type === "tv" ? "tv" : "movie",
    id: wish.tmdb_id,
  }).data?.title;
  if (!title) return null;
  const facts = aboutWords(title);
  return (
    <div className="mt-4">
      {facts ? <p className="xs dim">{facts}</p> : null}
      {title.card.overview ? <p className="sm soft about">{title.card.overview}</p> : null}
    </div>
  );
}

/** What one says yes to, by name. */
function Videos({ of }: { of: readonly Download[] }) {
  return (
    <ol className="rows sm mt-4">
      {of.slice(0, SHOWN_MOST).map((video) => (
        <li key={video.id} className="py-2">
          {nameOf(video)}
        </li>
      ))}
      {of.length > SHOWN_MOST ? (
        <li className="dim py-2">{CHOSEN.more({ count: of.length - SHOWN_MOST })}</li>
      ) : null}
    </ol>
  );
}

function OfWish({ wish, who }: { wish: Wish; who: string }) {
  const quota = useQuota(wish.requested_by).data;
  const used = wish.media_type === "movie" ? quota?.movie : quota?.tv;
  const others = wish.followers;
  return (
    <>
      {used ? (
        <Fact
          name={CHOSEN.used({ who, count: used.days })}
          value={usedWords(wish.media_type, used.used, used.limit)}
        />
      ) : null}
      {others > 0 ? (
        <Fact
          name={CHOSEN.alsoWanted}
          value={CHOSEN.others({ count: others, number: capital(count(others)) })}
        />
      ) : null}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="flow between py-2">
      <dt className="dim">{name}</dt>
      <dd className="num">{value}</dd>
    </div>
  );
}

type NoProps = Pick<Props, "meant" | "asker"> & Refusal;

function No({ meant, asker, at, decline, drop }: NoProps) {
  const [reason, setReason] = useState("");
  const isOne = meant.length === 1;
  const hasWish = meant.some((one) => one.kind === "wish");
  const hasVideo = meant.some((one) => one.kind !== "wish");
  const reads = isOne ? CHOSEN.reads(asker) : CHOSEN.theyRead;
  return (
    <form
      className="stack mt-5"
      onSubmit={(event) => {
        event.preventDefault();
        decline(reason.trim() || null);
        setReason("");
      }}
    >
      <h3 className="label">
        {hasWish ? CHOSEN.reasonHead : CHOSEN.declineHead}
        {hasWish ? <span className="hint">{reads}</span> : null}
        {hasVideo ? <span className="hint">{CHOSEN.final}</span> : null}
      </h3>
      {hasWish ? <Reason reason={reason} set={setReason} field={at} /> : null}
      <div className="flow wrap">
        <button type="submit" className="btn danger grow" ref={hasWish ? undefined : at}>
          {CHOSEN.tell(isOne ? asker : { by: "other", who: CHOSEN.everybody })}
        </button>
        <button type="button" className="btn quiet" onClick={drop}>
          {CHOSEN.drop}
        </button>
      </div>
    </form>
  );
}

type ReasonProps = { reason: string; set: (reason: string) => void; field: Refusal["at"] };

function Reason({ reason, set, field }: ReasonProps) {
  return (
    <>
      <div className="opts">
        {reasons().map((each) => (
          <Pill
            key={each}
            type="radio"
            name="reasons"
            checked={reason === each}
            onChange={() => set(each)}
          >
            {each.replace(/\.$/, "")}
          </Pill>
        ))}
      </div>
      <span className="field">
        <input
          ref={field}
          aria-label={CHOSEN.reason}
          placeholder={CHOSEN.ownWords}
          value={reason}
          maxLength={500}
          onChange={(event) => set(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </span>
    </>
  );
}
