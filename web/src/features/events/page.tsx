"use client";
/** What happened, and why: of one thing, of one person, or of the whole house; back to any moment. */
import { GitBranch, Scissors } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense, useState } from "react";
import { useNow } from "@/browser/now";
import { useNames } from "@/features/people/names";
import { Only } from "@/features/session/only";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { Note } from "@/look/surfaces/note";
import { Away } from "./away";
import { Closer } from "./closer";
import { nameIn } from "./diff";
import { type Fact, type Look, lookIn, type Turn } from "./fact";
import { EventsHead } from "./head";
import { EventList } from "./list";
import { TEXT } from "./messages";
import { useFacts, useStory } from "./queries";
import { EventsSkeleton } from "./skeleton";
import { TimeSlider } from "./slider";

export function EventsPage() {
  return (
    <Only may="events.read">
      <Suspense>
        <Events />
      </Suspense>
    </Only>
  );
}

function Events() {
  const address = useSearchParams();
  const look = lookIn(new URLSearchParams(address));
  const key = address.toString();
  return look.kind === "thing" ? (
    <OfOneThing key={key} look={look} first={address.get("event")} />
  ) : (
    <OfMany key={key} look={look} first={address.get("event")} />
  );
}

type Of<L> = { look: L; first: string | null };

function OfOneThing({ look, first }: Of<Extract<Look, { kind: "thing" }>>) {
  const read = useStory(look);
  const now = useNow();
  const turns = read.data?.items ?? [];
  const last = turns.at(-1);
  return (
    <>
      <EventsHead
        look={look}
        facts={turns.map(({ fact }) => fact)}
        name={last ? nameIn(last.after) : null}
      />
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.isPending ? <EventsSkeleton /> : null}
      {read.data ? (
        <Explorer
          facts={turns.map(({ fact }) => fact)}
          turns={turns}
          first={first}
          now={now}
          isCut={read.data.isCut}
        />
      ) : null}
    </>
  );
}

function OfMany({ look, first }: Of<Exclude<Look, { kind: "thing" }>>) {
  const read = useFacts(look);
  const now = useNow();
  const pages = read.data?.pages ?? [];
  // They come newest first; the page reads from the oldest on.
  const facts = pages.flatMap(({ items }) => items).reverse();
  const missing = [...new Set(pages.flatMap((page) => page.missing))];
  return (
    <>
      <EventsHead look={look} facts={facts} />
      <Away missing={missing} />
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.isPending ? <EventsSkeleton /> : null}
      {read.data ? (
        <Explorer
          facts={facts}
          turns={null}
          first={first}
          now={now}
          isNewestFirst
          {...(read.hasNextPage
            ? { onEarlier: () => void read.fetchNextPage(), isBusy: read.isFetchingNextPage }
            : {})}
        />
      ) : null}
    </>
  );
}

type ExplorerProps = {
  /** Oldest first. */
  facts: readonly Fact[];
  turns: readonly Turn[] | null;
  first: string | null;
  now: Date;
  isNewestFirst?: boolean;
  /** Later ones are not among them. */
  isCut?: boolean;
  onEarlier?: () => void;
  isBusy?: boolean;
};

function Explorer({ facts, turns, first, now, ...rest }: ExplorerProps) {
  const { isNewestFirst = false, isCut = false, ...more } = rest;
  const names = useNames();
  /** The fact to whose time one went back; null is now. */
  const [then, setThen] = useState<string | null>(first);
  const last = facts.at(-1);
  const chosen = facts.find(({ id }) => id === then) ?? last;
  if (!chosen)
    return (
      <section className="sec">
        <Empty mark={{ icon: GitBranch, tone: "info" }} title={TEXT.noneTitle}>
          {TEXT.none}
        </Empty>
      </section>
    );
  return (
    <>
      {isCut ? <Note icon={Scissors}>{TEXT.cut({ number: facts.length })}</Note> : null}
      <TimeSlider facts={facts} chosen={chosen} now={now} isCut={isCut} onChoose={setThen} />
      <div className="explore">
        <EventList
          facts={isNewestFirst ? [...facts].reverse() : facts}
          chosen={chosen}
          names={names}
          onChoose={setThen}
          {...more}
        />
        <Closer fact={chosen} turns={turns} names={names} onChoose={setThen} known={facts} />
      </div>
    </>
  );
}
