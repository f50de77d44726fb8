"use client";
/** Thousands of tiles: only those near the eye are drawn, and more are asked for before the end is seen. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { More } from "./more";

type Props<T> = More & {
  label: string;
  items: readonly T[];
  /** These, and the list itself, stay the same while nothing else is shown: then no tile is drawn again. */
  keyOf: (item: T) => string;
  draw: (item: T) => ReactNode;
};

/** What the list is thought to be like before it was measured. */
const UNSEEN: Measures = { columns: 6, rowPx: 330, startPx: 0 };
const ROWS_BEYOND = 3;

export function Endless<T>({ label, items, keyOf, draw, hasMore, more }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const { columns, rowPx, startPx } = useMeasures(list);
  const rows = Math.ceil(items.length / columns);
  const virtual = useWindowVirtualizer({
    count: rows,
    estimateSize: () => rowPx,
    overscan: ROWS_BEYOND,
    scrollMargin: startPx,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height stand elsewhere
  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows - 1 - ROWS_BEYOND) more?.();
  }, [hasMore, last, rows, more]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that come and go are no list of the browser's
    <div
      ref={list}
      className="endless"
      role="list"
      aria-label={label}
      style={{ height: virtual.getTotalSize() }}
    >
      {shown.map((row) => (
        <Row
          key={row.key}
          number={row.index}
          top={row.start - startPx}
          columns={columns}
          items={items}
          keyOf={keyOf}
          draw={draw}
          isLast={!hasMore}
        />
      ))}
    </div>
  );
}

type RowProps<T> = Pick<Props<T>, "items" | "keyOf" | "draw"> & {
  number: number;
  top: number;
  columns: number;
  isLast: boolean;
};

/** Drawn once, however far one scrolls while it is near: a step of the wheel draws only what comes. */
const Row = memo(function Row<T>(props: RowProps<T>) {
  const { number, top, columns, items, keyOf, draw, isLast } = props;
  const from = number * columns;
  return (
    <div
      className="shelf endless-row"
      role="presentation"
      style={{ transform: `translateY(${top}px)` }}
    >
      {items.slice(from, from + columns).map((item, at) => (
        // biome-ignore lint/a11y/useSemanticElements: rows that come and go are no list of the browser's
        <div
          key={keyOf(item)}
          role="listitem"
          aria-setsize={isLast ? items.length : -1}
          aria-posinset={from + at + 1}
        >
          {draw(item)}
        </div>
      ))}
    </div>
  );
}) as <T>(props: RowProps<T>) => ReactNode;

type Measures = { columns: number; rowPx: number; startPx: number };

/** How many tiles the style sheet puts side by side here, and how high a row of them is. All rows are
 * alike, so one is looked at, and only when the list has changed its size: to ask each one that comes
 * would make the browser lay out the page once more for every step of a wheel. */
function useMeasures(list: { current: HTMLElement | null }): Measures {
  const [measures, setMeasures] = useState(UNSEEN);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = () => setMeasures((before) => same(before, measured(element)));
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [list]);
  return measures;
}

function measured(list: HTMLElement): Measures {
  const row = list.firstElementChild;
  if (!row) return UNSEEN;
  return {
    columns: Number(getComputedStyle(row).getPropertyValue("--columns")) || UNSEEN.columns,
    rowPx: row.getBoundingClientRect().height || UNSEEN.rowPx,
    startPx: list.offsetTop,
  };
}

function same(before: Measures, now: Measures): Measures {
  const isSame =
    before.columns === now.columns && before.rowPx === now.rowPx && before.startPx === now.startPx;
  return isSame ? before : now;
}
