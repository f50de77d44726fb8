/** What each frame means for what the pages have already read. */
import type { QueryClient } from "@tanstack/react-query";
import { advance, PROGRESS } from "@/features/downloads/progress";
import type { Frame } from "./protocol";

/** The query that an announced event makes stale, by the service that says it. */
const STALE: ReadonlyArray<readonly [prefix: string, key: string]> = [
  ["medianest.downloads.", "downloads"],
  ["medianest.notify.", "notifications"],
  ["medianest.status.", "status"],
  ["medianest.gateway.breaker", "status"],
  ["medianest.identity.", "me"],
];

export function carry(frame: Frame, cache: QueryClient): void {
  switch (frame.op) {
    case "event":
      for (const [prefix, key] of STALE) {
        if (frame.type.startsWith(prefix)) void cache.invalidateQueries({ queryKey: [key] });
      }
      break;
    case "live":
      if (frame.type === PROGRESS) advance(cache, frame.data);
      break;
    case "hello":
    case "gap":
    case "pong":
    case "bye":
      break;
  }
}
