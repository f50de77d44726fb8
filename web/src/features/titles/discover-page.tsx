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
import {
  EVERYTHING,
  type Filter,
  filtered,
  filterIn,
  fitting,
  isByRating,
  isChosen,
  kindByChoice,
  passes,
  rowIn,
  rowsFor,
} from "./filter";
import { type By, Filters } from "./filters";
import { Genres } from "./genres";
import { useGenres } from "./genres-read";
import { rowNamed, TEXT } from "./messages";
import { NoneLeft } from "./none-left";
import { useRow, useWholeRow } from "./queries";
import { SearchField } from "./search-field";
import { AllTiles, Tiles, TilesSkeleton } from "./tiles";
import type { Row } from "./title";

const BY_ALL: readonly By[] = ["years", "rating", "order"];

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
  const { isOffered } = useGenres(null);
  const find = useCallback(
    (words: string) => {
      if (words !== "") goInstead(`/search?query=${encodeURIComponent(words)}`);
    },
    [goInstead],
  );
  const choose = (next: Filter) =>
    goInstead(filtered("/discover", fitting(next, isOffered), row ? { row } : {}));
  if (row) return <Whole row={row} filter={filter} choose={choose} />;
  return (
    <>
      <h1 className="say">
        {TEXT.discover} <span className="then">{TEXT.discoverNext}</span>
      </h1>
      <SearchField words="" find={find} />
      <Filters filter={filter} choose={choose} by={BY_ALL} />
      <Genres filter={filter} choose={choose} />
      <Rows rows={rowsFor(filter, isOffered)} filter={filter} />
    </>
  );
}

/** Each row a little way; of what only one row can hold, all of it. */
function Rows({ rows, filter }: { rows: readonly Row[]; filter: Filter }) {
  const named = useRowName(filter);
  const [first] = rows;
  if (first === undefined) return <NoneLeft />;
  if (rows.length === 1)
    return (
      <section className="sec" aria-labelledby={first}>
        <div className="sec-h">
          <h2 id={first}>{named(first)}</h2>
        </div>
        <AllOf row={first} name={named(first)} filter={filter} />
      </section>
    );
  // One row that can't be read says it for all.
  return rows.map((row) => (
    <RowOf key={row} row={row} name={named(row)} filter={filter} speaks={row === first} />
  ));
}

/** What a row is called: its genre with it, where it is of one. */
function useRowName({ genre }: Filter): (row: Row) => string {
  const { all } = useGenres(null);
  const called = all.find(({ id }) => id === genre)?.name;
  return (row) => rowNamed(row, kindByChoice(row) ? called : undefined);
}

type RowProps = { row: Row; name: string; filter: Filter };

function RowOf({ row, name, filter, speaks }: RowProps & { speaks: boolean }) {
  const read = useRow(row, kindByChoice(row) ? filter : EVERYTHING);
  const now = useNow();
  if (read.isPending) return <TilesSkeleton label={name} />;
  if (!read.data)
    return speaks ? <ReadTrouble title={TEXT.failedTitle} read={read} now={now} /> : null;
  const cards = read.data.items.filter((card) => passes(card, filter));
  // Of what was chosen it is said, too, that nothing is left.
  if (cards.length === 0 && !isChosen(filter)) return null;
  const more = { to: filtered("/discover", filter, { row }), label: TEXT.all };
  return (
    <Shelved name={row} title={name} more={more}>
      {cards.length > 0 ? (
        <Tiles cards={cards} lines={2} saysRating={isByRating(filter)} />
      ) : (
        <p className="soft sm">{TEXT.noneLeft}</p>
      )}
    </Shelved>
  );
}

type WholeProps = { row: Row; filter: Filter; choose: (filter: Filter) => void };

function Whole({ row, filter, choose }: WholeProps) {
  const name = useRowName(filter)(row);
  const kind = kindByChoice(row);
  return (
    <>
      <Go className="crumb" to="/discover">
        <ChevronLeft className="ic" aria-hidden="true" />
        {TEXT.back}
      </Go>
      <h1 className="say">{name}</h1>
      <Filters filter={filter} choose={choose} by={kind ? BY_ALL : []} />
      {kind ? <Genres filter={{ ...filter, kind }} choose={choose} /> : null}
      <AllOf row={row} name={name} filter={filter} />
    </>
  );
}

/** As far as a row goes. */
function AllOf({ row, name, filter }: RowProps) {
  const read = useWholeRow(row, kindByChoice(row) ? filter : EVERYTHING);
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
      {read.isPending ? <TilesSkeleton label={name} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.data && cards.length === 0 && !read.hasNextPage ? <NoneLeft /> : null}
      <AllTiles label={name} cards={cards} saysRating={isByRating(filter)} {...more} />
    </>
  );
}
