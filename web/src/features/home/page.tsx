"use client";
/** The first page: who is greeted and what comes next, the newest, what goes on now, and what there is to see. */
import { Go, type PagePath } from "@/browser/go";
import { useNow } from "@/browser/now";
import { useToDecide } from "@/features/approvals/counts";
import { useDownloads } from "@/features/downloads/queries";
import { useMe } from "@/features/session/me";
import { useRow } from "@/features/titles/queries";
import { Tiles, TilesSkeleton } from "@/features/titles/tiles";
import type { Row } from "@/features/titles/title";
import { useWishes } from "@/features/wishes/queries";
import { Shelved } from "@/look/shelves/shelf";
import { Announced } from "./announced";
import { Arrivals } from "./arrivals";
import { dayWords, greeting, TEXT } from "./messages";
import { nextOf } from "./next";
import { Now } from "./now-strip";

export function HomePage() {
  const me = useMe().data;
  const may = me?.permissions ?? [];
  const mayWish = may.includes("requests.create");
  const wishes = useWishes("mine", mayWish);
  const downloads = useDownloads();
  const toDecide = useToDecide();
  const now = useNow();
  const mine = wishes.data?.pages.flatMap((page) => page.items) ?? [];
  const fetched = downloads.data?.items ?? [];
  const isKnown = (!mayWish || wishes.isFetched) && downloads.isFetched;
  // Of what could not be read nothing comes next, as far as anybody knows.
  const isSeen = (!mayWish || wishes.data !== undefined) && downloads.data !== undefined;
  const next = nextOf(mine, fetched, toDecide, now);
  return (
    <>
      <p className="dim sm mb-2">{me ? dayWords(now) : <>&nbsp;</>}</p>
      <h1 className="say whole">
        {me ? greeting(me.display_name || me.username, now) : TEXT.now}
        {me && isSeen ? (
          <span className="next appear">
            <Go to={next.to}>
              {next.title ? <em>{next.title}</em> : null}
              {next.words}
            </Go>
          </span>
        ) : (
          <span className="next">&nbsp;</span>
        )}
      </h1>
      <Arrivals now={now}>
        <Announced now={now} />
        <Now
          wishes={{ items: mine, read: wishes }}
          mayWish={mayWish}
          downloads={{ items: fetched, read: downloads }}
          isKnown={isKnown}
          now={now}
        />
        {mayWish ? <RowOf row="trending" title={TEXT.trending} to="/discover" /> : null}
      </Arrivals>
      {mayWish ? <RowOf row="popular-movies" title={TEXT.films} to="/discover?kind=movie" /> : null}
      {mayWish ? <RowOf row="popular-tv" title={TEXT.series} to="/discover?kind=tv" /> : null}
    </>
  );
}

function RowOf({ row, title, to }: { row: Row; title: string; to: PagePath }) {
  const read = useRow(row);
  if (read.isPending) return <TilesSkeleton label={title} />;
  // A server that is away has no films to show; the strip above says that it is away.
  if (!read.data || read.data.items.length === 0) return null;
  return (
    <Shelved name={row} title={title} more={{ to, label: TEXT.discover }}>
      <Tiles cards={read.data.items} lines={1} />
    </Shelved>
  );
}
