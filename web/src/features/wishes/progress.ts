/** Moves a wish on by what the line says, wherever it has been read: lists, queues, its title's page. */
import type { QueryClient } from "@tanstack/react-query";
import type { Fields } from "@/live/protocol";
import type { Wish } from "./wish";

export const PROGRESS = "medianest.requests.progress";

const READ = [["wishes"], ["titles", "one"]] as const;

export function advance(cache: QueryClient, said: Fields): void {
  const { request_id: id, percent, eta_s } = said;
  if (typeof id !== "string" || typeof percent !== "number") return;
  const progress = { percent, eta_s: typeof eta_s === "number" ? eta_s : null };
  for (const queryKey of READ)
    cache.setQueriesData({ queryKey }, (read: unknown) => moved(read, id, progress));
}

/** The same with this wish moved on; what does not hold it stays the very same thing. */
export function moved(read: unknown, id: string, progress: Wish["progress"]): unknown {
  if (Array.isArray(read)) {
    const items = read.map((item) => moved(item, id, progress));
    return items.some((item, at) => item !== read[at]) ? items : read;
  }
  if (typeof read !== "object" || read === null) return read;
  if ("id" in read && read.id === id && "progress" in read) return { ...read, progress };
  const fields = Object.entries(read).map(([name, field]) => [name, moved(field, id, progress)]);
  return fields.some(([name, field]) => field !== (read as Fields)[name as string])
    ? Object.fromEntries(fields)
    : read;
}
