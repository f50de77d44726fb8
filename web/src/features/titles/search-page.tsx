"use client";
/** Titles by words; words and filter stand in the address, so that a search can be sent to somebody. */
import { useSearchParams } from "next/navigation";
import { Suspense, useCallback, useMemo } from "react";
import { useGoInstead } from "@/browser/go";
import { useNow } from "@/browser/now";
import { useMore } from "@/look/shelves/more";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { EVERYTHING, filtered, filterIn, isOfThen, passes } from "./filter";
import { type By, Filters } from "./filters";
import { found, TEXT } from "./messages";
import { NoneLeft } from "./none-left";
import { useFound } from "./queries";
import { SearchField } from "./search-field";
import { AllTiles, TilesSkeleton } from "./tiles";

const BY_YEARS: readonly By[] = ["years"];

export function SearchPage() {
  return (
    <Suspense>
      <Search />
    </Suspense>
  );
}

function Search() {
  const query = useSearchParams();
  const words = query.get("query")?.trim() ?? "";
  // Of what is found by words it is known from when it is, and no more.
  const { kind, from, to, hidesSeen } = filterIn(query);
  const filter = useMemo(
    () => ({ ...EVERYTHING, kind, from, to, hidesSeen }),
    [kind, from, to, hidesSeen],
  );
  const goInstead = useGoInstead();
  const read = useFound(words);
  const now = useNow();
  const find = useCallback(
    (next: string) => goInstead(filtered("/search", filter, { query: next })),
    [goInstead, filter],
  );
  const all = useMemo(() => (read.data?.pages ?? []).flatMap(({ items }) => items), [read.data]);
  const cards = useMemo(
    () => all.filter((card) => passes(card, filter) && isOfThen(card, filter)),
    [all, filter],
  );
  const more = useMore(read);
  return (
    <>
      <h1 className="say">{read.data ? found(all.length, words) : TEXT.search}</h1>
      <SearchField words={words} find={find} />
      {words === "" ? null : (
        <Filters
          filter={filter}
          by={BY_YEARS}
          choose={(next) => goInstead(filtered("/search", next, { query: words }))}
        />
      )}
      {words !== "" && read.isPending ? <TilesSkeleton label={TEXT.search} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.data && all.length === 0 ? (
        <section className="sec">
          <Empty mark="egg" title={TEXT.nothingTitle}>
            {TEXT.nothing}
          </Empty>
        </section>
      ) : null}
      {all.length > 0 && cards.length === 0 ? <NoneLeft /> : null}
      {cards.length > 0 ? <AllTiles label={TEXT.search} cards={cards} {...more} /> : null}
    </>
  );
}
