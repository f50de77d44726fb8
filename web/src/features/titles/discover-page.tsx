"use client";
/** What there is to wish for: a field, and rows of posters. */
import { useCallback } from "react";
import { ReadTrouble } from "@/look/broken";
import { useGoInstead } from "@/look/go";
import { useNow } from "@/look/now";
import { Shelved } from "@/look/shelf";
import { ROW_WORDS, TEXT } from "./messages";
import { useRow } from "./queries";
import { SearchField } from "./search-field";
import { Tiles, TilesSkeleton } from "./tiles";
import { ROWS, type Row } from "./title";

const AT_MOST = 12;

export function DiscoverPage() {
  const goInstead = useGoInstead();
  const find = useCallback(
    (words: string) => goInstead(`/search?query=${encodeURIComponent(words)}`),
    [goInstead],
  );
  return (
    <>
      <h1 className="say">
        {TEXT.discover} <span className="then">{TEXT.discoverNext}</span>
      </h1>
      <SearchField words="" find={find} />
      {ROWS.map((row) => (
        <RowOf key={row} row={row} />
      ))}
    </>
  );
}

function RowOf({ row }: { row: Row }) {
  const read = useRow(row);
  const now = useNow();
  if (read.isPending) return <TilesSkeleton label={ROW_WORDS[row]} />;
  // One row that can't be read says it for all.
  if (!read.data)
    return row === "trending" ? (
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
    ) : null;
  if (read.data.items.length === 0) return null;
  return (
    <Shelved name={row} title={ROW_WORDS[row]}>
      <Tiles cards={read.data.items.slice(0, AT_MOST)} flow="row" />
    </Shelved>
  );
}
