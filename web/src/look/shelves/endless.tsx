"use client";
/** Thousands of tiles: only those near the eye are drawn, and more are asked for before the end is seen. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

type Props<T> = {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  draw: (item: T) => ReactNode;
  hasMore: boolean;
  more: () => void;
};

/** What a row is thought to be high before it was measured. */
const ROW_PX = 330;
const ROWS_BEYOND = 3;

export function Endless<T>({ label, items, keyOf, draw, hasMore, more }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const columns = useColumns(list);
  const rows = Math.ceil(items.length / columns);
  const [start, setStart] = useState(0);
  useLayoutEffect(() => setStart(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows,
    estimateSize: () => ROW_PX,
    overscan: ROWS_BEYOND,
    scrollMargin: start,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows - 1 - ROWS_BEYOND) more();
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
          measure={virtual.measureElement}
          number={row.index}
          top={row.start - start}
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
  measure: (element: HTMLElement | null) => void;
  number: number;
  top: number;
  columns: number;
  isLast: boolean;
};

/** Drawn once, however far one scrolls while it is near: a step of the wheel draws only what comes. */
const Row = memo(function Row<T>(props: RowProps<T>) {
  const { measure, number, top, columns, items, keyOf, draw, isLast } = props;
  const from = number * columns;
  return (
    <div
      ref={measure}
      data-index={number}
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

/** How many tiles the style sheet puts side by side here. */
function useColumns(list: { current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(6);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const look = () => {
      const said = getComputedStyle(element).getPropertyValue("--columns");
      setColumns(Math.max(1, Number(said) || 1));
    };
    look();
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [list]);
  return columns;
}
