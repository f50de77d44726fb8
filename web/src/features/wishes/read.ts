/** A wish wherever it has been read: in lists, in the queue, and on the page of its title. */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Wish } from "./wish";

type Listed = InfiniteData<{ items: Wish[] }>;
type Titled = { requests: Wish[] };

/** Shows it otherwise in each of them; what does not hold it stays the very same thing. */
export function reshow(cache: QueryClient, id: string, otherwise: (wish: Wish) => Wish): void {
  const isIn = (wishes: readonly Wish[]) => wishes.some((wish) => wish.id === id);
  const among = (wishes: Wish[]) =>
    isIn(wishes) ? wishes.map((wish) => (wish.id === id ? otherwise(wish) : wish)) : wishes;
  for (const queryKey of [
    ["wishes", "list"],
    ["wishes", "queue"],
  ])
    cache.setQueriesData<Listed>({ queryKey }, (read) =>
      read?.pages.some(({ items }) => isIn(items))
        ? { ...read, pages: read.pages.map((page) => ({ ...page, items: among(page.items) })) }
        : undefined,
    );
  cache.setQueriesData<Titled>({ queryKey: ["titles", "one"] }, (read) =>
    read && isIn(read.requests) ? { ...read, requests: among(read.requests) } : undefined,
  );
}
