/** What a deed shows before the house has answered stays, however often it is read meanwhile. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: { shows?: Shows<never> };
  }
}

/** Makes what is shown look as the deed will leave it: all of it, or what was just read. Twice is as good as once. */
type Shows<Given, Before = unknown> = (given: Given, news?: QueryKey) => Before;

/** For the options of a mutation: it shows at once, and after each reading until the house has answered. */
export function shownBy<Given, Before>(shows: Shows<Given, Before>) {
  return { meta: { shows }, onMutate: (given: Given) => shows(given) };
}

/** A reading that began before a deed, or meets the house before it has acted, takes nothing back from now on. */
export function keepShowing(cache: QueryClient): () => void {
  const deeds = cache.getMutationCache();
  return cache.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success" || event.action.manual) return;
    for (const { meta, state } of deeds.findAll({ status: "pending" }))
      meta?.shows?.(state.variables as never, event.query.queryKey);
  });
}
