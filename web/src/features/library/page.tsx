"use client";
/** The library as whoever looks may see it: what is new, its parts, its collections, and what words find.
 * Where one looks stands in the address, so that it can be sent to somebody. */
import { useSearchParams } from "next/navigation";
import { Suspense, useCallback, useMemo } from "react";
import { Go, useGoInstead } from "@/browser/go";
import { useNow } from "@/browser/now";
import { SearchField } from "@/features/titles/search-field";
import { TilesSkeleton } from "@/features/titles/tiles";
import { Endless } from "@/look/shelves/endless";
import { useMore } from "@/look/shelves/more";
import { TileBody } from "@/look/shelves/shelf";
import { ReadTrouble } from "@/look/surfaces/broken";
import { Empty } from "@/look/surfaces/empty";
import { type Entry, itemPath, type Look, lookIn, pathOf, pictureOf, SORTS } from "./item";
import { captionOf, newsOf, SORT_WORDS, TEXT } from "./messages";
import { useSections, useShelf } from "./queries";

export function LibraryPage() {
  return (
    <Suspense>
      <Library />
    </Suspense>
  );
}

function Library() {
  const look = lookIn(useSearchParams());
  const goInstead = useGoInstead();
  const go = (next: Partial<Look>) => goInstead(pathOf({ ...look, ...next }));
  const address = pathOf({ ...look, words: "" });
  const find = useCallback(
    (words: string) => goInstead(pathOf({ ...lookIn(queryOf(address)), words })),
    [goInstead, address],
  );
  return (
    <>
      <h1 className="say">
        {TEXT.title} <span className="then">{TEXT.rest}</span>
      </h1>
      <SearchField
        key={look.section}
        words={look.words}
        find={find}
        label={TEXT.find}
        placeholder={TEXT.placeholder}
      />
      <div className="filters">
        <Parts look={look} go={go} />
        <Order look={look} go={go} />
      </div>
      <Shelf look={look} />
    </>
  );
}

function idOf({ id }: Entry): string {
  return id;
}

function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(path.split("?")[1] ?? "");
}

type PartProps = { look: Look; go: (next: Partial<Look>) => void };

function Parts({ look, go }: PartProps) {
  const sections = useSections().data?.items ?? [];
  const parts = [
    { key: null, title: TEXT.recent },
    ...sections.map(({ key, title }) => ({ key, title })),
    ...(sections.length > 0 ? [{ key: "collections", title: TEXT.collections }] : []),
  ];
  return (
    <fieldset className="pick">
      <legend className="sr">{TEXT.parts}</legend>
      {parts.map(({ key, title }) => (
        <button
          key={key ?? ""}
          type="button"
          aria-pressed={look.section === key}
          onClick={() => go({ section: key })}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

function Order({ look, go }: PartProps) {
  if (look.section === null || look.section === "collections") return null;
  return (
    <span className="flow">
      <label className="flow sm">
        <input
          type="checkbox"
          className="check"
          checked={look.unwatched}
          onChange={(event) => go({ unwatched: event.target.checked })}
        />
        {TEXT.unwatched}
      </label>
      <select
        className="select"
        aria-label={TEXT.order}
        value={look.sort}
        onChange={(event) =>
          go({ sort: SORTS.find((one) => one === event.target.value) ?? "added" })
        }
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {SORT_WORDS[sort]}
          </option>
        ))}
      </select>
    </span>
  );
}

function Shelf({ look }: { look: Look }) {
  const read = useShelf(look);
  const now = useNow();
  // The same list and the same way to draw as long as nothing new has come: a tile that is there
  // already is not drawn again because more are being read.
  const items = useMemo(() => read.data?.pages.flatMap((page) => page.items) ?? [], [read.data]);
  const isNew = look.section === null && look.words === "";
  const draw = useCallback(
    (entry: Entry) => (
      <TileBody
        to={itemPath(entry)}
        title={entry.title}
        picture={pictureOf(entry)}
        words={isNew ? newsOf(entry, now) : captionOf(entry)}
      />
    ),
    [isNew, now],
  );
  const more = useMore(read);
  if (read.isPending) return <TilesSkeleton label={TEXT.title} />;
  return (
    <>
      <ReadTrouble title={TEXT.failedTitle} read={read} now={now} />
      {read.data && items.length === 0 ? <Nothing words={look.words} /> : null}
      {items.length > 0 ? (
        <>
          {look.words ? (
            <p className="sm soft mt-4" role="status">
              {TEXT.found({ count: items.length, words: look.words })}
            </p>
          ) : null}
          <Endless
            key={JSON.stringify(look)}
            label={TEXT.parts}
            items={items}
            keyOf={idOf}
            draw={draw}
            {...more}
          />
        </>
      ) : null}
    </>
  );
}

function Nothing({ words }: { words: string }) {
  return (
    <section className="sec">
      {words === "" ? (
        <Empty
          mark="egg"
          title={TEXT.emptyTitle}
          action={
            <Go className="btn pri" to="/discover">
              {TEXT.toDiscover}
            </Go>
          }
        >
          {TEXT.empty}
        </Empty>
      ) : (
        <Empty
          mark="egg"
          title={TEXT.notFoundTitle}
          action={
            <Go className="btn pri" to={`/search?query=${encodeURIComponent(words)}`}>
              {TEXT.lookOutside({ words })}
            </Go>
          }
        >
          {TEXT.notFound}
        </Empty>
      )}
    </section>
  );
}
