/** Whoever comes in finds nothing of who was here before. */
import type { QueryClient } from "@tanstack/react-query";
import { forget } from "@/features/offline/forget";
import type { Member } from "./me";

export function letIn(cache: QueryClient, member: Member): void {
  forget();
  cache.clear();
  cache.setQueryData<Member>(["me"], member);
}
