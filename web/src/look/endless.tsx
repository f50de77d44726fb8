"use client";
/** Thousands of tiles: only those near the eye are drawn, and more are asked for before the end is seen. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

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
        <div
          key={row.key}
          ref={virtual.measureElement}
          data-index={row.index}
          className="shelf endless-row"
          role="presentation"
          style={{ transform: `translateY(${row.start - start}px)` }}
        >
          {items.slice(row.index * columns, (row.index + 1) * columns).map((item, at) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={keyOf(item)}
              role="listitem"
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index * columns + at + 1}
            >
              {draw(item)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

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
