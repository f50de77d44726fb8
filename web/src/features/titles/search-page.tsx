"use client";
/** Titles by words; the words stand in the address, so that a search can be sent to somebody. */
import { useSearchParams } from "next/navigation";
import { Suspense, useCallback } from "react";
import { ReadTrouble } from "@/look/broken";
import { Empty } from "@/look/empty";
import { useGoInstead } from "@/look/go";
import { useNow } from "@/look/now";
import { found, TEXT } from "./messages";
import { useSearch } from "./queries";
import { SearchField } from "./search-field";
import { Tiles, TilesSkeleton } from "./tiles";

export function SearchPage() {
  return (
    <Suspense>
      <Search />
    </Suspense>
  );
}

function Search() {
  const words = useSearchParams().get("query")?.trim() ?? "";
  const goInstead = useGoInstead();
  const read = useSearch(words);
  const now = useNow();
  const find = useCallback(
    (next: string) => goInstead(`/search?query=${encodeURIComponent(next)}`),
    [goInstead],
  );
  return (
    <>
      <h1 className="say">{read.data ? found(read.data.items.length, words) : TEXT.search}</h1>
      <SearchField words={words} find={find} />
      {words !== "" && read.isPending ? <TilesSkeleton label={TEXT.search} /> : null}
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.data && read.data.items.length === 0 ? (
        <section className="sec">
          <Empty mark="egg" title={TEXT.nothingTitle}>
            {TEXT.nothing}
          </Empty>
        </section>
      ) : null}
      {read.data && read.data.items.length > 0 ? (
        <section className="sec" aria-label={TEXT.search}>
          <Tiles cards={read.data.items} flow="grid" />
        </section>
      ) : null}
    </>
  );
}
