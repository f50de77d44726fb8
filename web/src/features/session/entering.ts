/** Whoever comes in finds nothing of who was here before. */
import type { Query, QueryClient } from "@tanstack/react-query";
import { forget } from "@/features/offline/forget";
import type { Member } from "./me";

export function letIn(cache: QueryClient, member: Member): void {
  forget();
  cache.clear();
  cache.setQueryData<Member>(["me"], member);
}

/** Somebody else is in by now, through another page of this browser: all that is shown is read anew, as theirs. */
export function handOver(cache: QueryClient): void {
  forget();
  const isMe = ({ queryKey }: Query) => queryKey.length === 1 && queryKey[0] === "me";
  void cache.resetQueries({ predicate: (query) => !isMe(query) });
}
