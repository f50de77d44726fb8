/** Asks for all that was read once more, because what happened meanwhile was not told. */
import type { QueryClient } from "@tanstack/react-query";

/** What stands where another site had to be asked for it: it changes with nothing that happens in the house. */
export const STAYS_READ = { staysRead: true };

export function askAnew(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({ predicate: ({ meta }) => meta?.staysRead !== true });
}
