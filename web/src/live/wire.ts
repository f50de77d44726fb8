/** The line and what it means for the cache: fetched once the page stands, since nothing waits for it. */
import type { QueryClient } from "@tanstack/react-query";
import { base } from "@/api/base";
import { Carrier } from "./carry";
import { connectTo, Line, type LineState } from "./line";

const TOPICS = ["me", "downloads", "status"] as const;

/** Starts a line; it carries into the cache what it hears, and tells how it stands. */
export function wired(cache: QueryClient, onState: (state: LineState) => void): Line {
  const carrier = new Carrier(cache);
  const line = new Line(
    TOPICS,
    {
      onFrame: (frame) => carrier.carry(frame),
      onState,
      onMissed: () => void cache.invalidateQueries(),
    },
    () => connectTo(base()),
  );
  line.start();
  return line;
}
