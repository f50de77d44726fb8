"use client";
/** Approvals: what waits for a yes, and what became of the wishes that had one, or a no. */
import { useState } from "react";
import { useNow } from "@/browser/now";
import { useNames } from "@/features/people/names";
import { Only, useMay } from "@/features/session/only";
import { useCounts } from "@/features/wishes/counts";
import { whose } from "@/features/wishes/messages";
import { useSteering } from "@/features/wishes/queries";
import { WishRow } from "@/features/wishes/wish-row";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { RowsSkeleton } from "@/look/surfaces/skeleton";
import { useDeciding } from "./deciding";
import { KeyHints } from "./key-hints";
import { emptyWords, headline, TEXT } from "./messages";
import { manyIn, type Shown, TABS, useQueue, useWaiting } from "./queries";
import { Triage } from "./triage";
import { sinceOf } from "./waiting";

export function ApprovalsPage() {
  return (
    <Only may={["requests.decide", "downloads.manage"]}>
      <Approvals />
    </Only>
  );
}

function Approvals() {
  const [shown, setShown] = useState<Shown>("waiting");
  const hasTabs = useMay("requests.decide");
  const waiting = useWaiting();
  const now = useNow();
  const [oldest] = waiting.items;
  const said = headline(waiting.many, oldest ? sinceOf(oldest) : null, now);
  return (
    <>
      <h1 className="say">
        {waiting.isKnown ? said.fact : TEXT.title}{" "}
        <span className="then">
          {waiting.isKnown ? said.next : waiting.isLooking ? TEXT.looking : null}
        </span>
      </h1>
      <div className="flow between wrap mt-6">
        {hasTabs ? <Tabs shown={shown} choose={setShown} waiting={waiting} /> : <span />}
        {shown === "waiting" ? <KeyHints /> : null}
      </div>
      {shown === "waiting" ? (
        <Waiting waiting={waiting} now={now} />
      ) : (
        <Answered key={shown} shown={shown} now={now} />
      )}
    </>
  );
}

type TabsProps = {
  shown: Shown;
  choose: (shown: Shown) => void;
  waiting: ReturnType<typeof useWaiting>;
};

function Tabs({ shown, choose, waiting }: TabsProps) {
  const counts = useCounts().data;
  const many = (tab: Shown) =>
    tab === "waiting" ? waiting.many.wishes + waiting.many.downloads : manyIn(tab, counts);
  return (
    <fieldset className="pick">
      <legend className="sr">{TEXT.shown}</legend>
      {TABS.map((tab) => (
        <button key={tab} type="button" aria-pressed={shown === tab} onClick={() => choose(tab)}>
          {TEXT[tab]} <b className="num">{many(tab) > 0 ? many(tab) : ""}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Waiting({ waiting, now }: { waiting: ReturnType<typeof useWaiting>; now: Date }) {
  const { wishes, downloads, items, isLooking, isKnown } = waiting;
  const deciding = useDeciding();
  return (
    <>
      {isLooking ? <RowsSkeleton label={TEXT.title} rows={4} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={wishes} now={now} />
      <ReadTrouble title={TEXT.failedDownloads} read={downloads} now={now} />
      {isKnown && items.length === 0 ? <None shown="waiting" /> : null}
      <Triage items={items} deciding={deciding} now={now} />
      <More read={wishes} />
    </>
  );
}

/** Wishes that had their answer, as they stand now; what did not come can be tried again. */
function Answered({ shown, now }: { shown: Shown; now: Date }) {
  const queue = useQueue(shown);
  const names = useNames();
  const { retry } = useSteering();
  const wishes = queue.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {queue.isLoading ? <RowsSkeleton label={TEXT[shown]} rows={4} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={queue} now={now} />
      {queue.data && wishes.length === 0 ? <None shown={shown} /> : null}
      {wishes.length > 0 ? (
        <ul className="rows sec" aria-label={TEXT[shown]}>
          {wishes.map((wish) => (
            <WishRow key={wish.id} wish={wish} now={now} by={whose(wish, names)} retry={retry} />
          ))}
        </ul>
      ) : null}
      <More read={queue} />
    </>
  );
}

function None({ shown }: { shown: Shown }) {
  const { title, rest } = emptyWords(shown);
  return (
    <section className="sec">
      <Empty mark="egg" title={title}>
        {rest}
      </Empty>
    </section>
  );
}

function More({ read }: { read: ReturnType<typeof useQueue> }) {
  if (!read.hasNextPage) return null;
  return (
    <button
      type="button"
      className="btn sec2 mt-4"
      disabled={read.isFetchingNextPage}
      onClick={() => void read.fetchNextPage()}
    >
      {TEXT.showMore}
    </button>
  );
}
