"use client";
/** What there is to wish for: a field, rows of posters, or one row as far as it goes. The address says
 * which row and which titles. */
import { ChevronLeft } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Suspense, useCallback, useMemo } from "react";
import { Go, useGoInstead } from "@/browser/go";
import { useNow } from "@/browser/now";
import { useMore } from "@/look/shelves/more";
import { Shelved } from "@/look/shelves/shelf";
import { ReadTrouble } from "@/look/surfaces/broken";
import { type Filter, filtered, filterIn, passes, rowIn, rowsFor } from "./filter";
import { Filters } from "./filters";
import { ROW_WORDS, TEXT } from "./messages";
import { NoneLeft } from "./none-left";
import { useRow, useWholeRow } from "./queries";
import { SearchField } from "./search-field";
import { AllTiles, Tiles, TilesSkeleton } from "./tiles";
import type { Row } from "./title";

const AT_MOST = 12;

export function DiscoverPage() {
  return (
    <Suspense>
      <Discover />
    </Suspense>
  );
}

function Discover() {
  const query = useSearchParams();
  const goInstead = useGoInstead();
  const filter = filterIn(query);
  const row = rowIn(query);
  const find = useCallback(
    (words: string) => {
      if (words !== "") goInstead(`/search?query=${encodeURIComponent(words)}`);
    },
    [goInstead],
  );
  const choose = (next: Filter) => goInstead(filtered("/discover", next, row ? { row } : {}));
  if (row) return <Whole row={row} filter={filter} choose={choose} />;
  return (
    <>
      <h1 className="say">
        {TEXT.discover} <span className="then">{TEXT.discoverNext}</span>
      </h1>
      <SearchField words="" find={find} />
      <Filters filter={filter} choose={choose} />
      {rowsFor(filter).map((one) => (
        <RowOf key={one} row={one} filter={filter} />
      ))}
    </>
  );
}

function RowOf({ row, filter }: { row: Row; filter: Filter }) {
  const read = useRow(row);
  const now = useNow();
  if (read.isPending) return <TilesSkeleton label={ROW_WORDS[row]} />;
  // One row that can't be read says it for all.
  if (!read.data)
    return row === "trending" ? (
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
    ) : null;
  const cards = read.data.items.filter((card) => passes(card, filter));
  if (cards.length === 0) return null;
  const more = { to: filtered("/discover", filter, { row }), label: TEXT.all };
  return (
    <Shelved name={row} title={ROW_WORDS[row]} more={more}>
      <Tiles cards={cards.slice(0, AT_MOST)} flow="row" />
    </Shelved>
  );
}

type WholeProps = { row: Row; filter: Filter; choose: (filter: Filter) => void };

function Whole({ row, filter, choose }: WholeProps) {
  const read = useWholeRow(row);
  const now = useNow();
  const { kind, hidesSeen } = filter;
  const cards = useMemo(
    () =>
      (read.data?.pages ?? [])
        .flatMap(({ items }) => items)
        .filter((card) => passes(card, { kind, hidesSeen })),
    [read.data, kind, hidesSeen],
  );
  const more = useMore(read);
  return (
    <>
      <Go className="crumb" to="/discover">
        <ChevronLeft className="ic" aria-hidden="true" />
        {TEXT.back}
      </Go>
      <h1 className="say">{ROW_WORDS[row]}</h1>
      <Filters filter={filter} choose={choose} />
      {read.isPending ? <TilesSkeleton label={ROW_WORDS[row]} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.data && cards.length === 0 && !read.hasNextPage ? <NoneLeft /> : null}
      <AllTiles label={ROW_WORDS[row]} cards={cards} {...more} />
    </>
  );
}
