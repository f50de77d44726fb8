/** The line and what it means for the cache: fetched once the page stands, since nothing waits for it. */
import type { QueryClient } from "@tanstack/react-query";
import { base } from "@/api/base";
import type { Member } from "@/features/session/me";
import { listensFor } from "@/features/telling/here";
import { askAnew } from "./anew";
import { Carrier } from "./carry";
import { connectTo, Line, type Listener } from "./line";
import { keeping, registered } from "./worker";

const TOPICS = ["me", "requests", "issues", "downloads", "library", "status", "admin"] as const;

export type Wire = Pick<Line, "nudge" | "goOn" | "stop">;

/** Starts a line; it carries into the cache what it hears, and tells how it stands. */
export function wired(cache: QueryClient, onState: Listener["onState"]): Wire {
  const stopKeeping = keeping(cache);
  void registered();
  const me = cache.getQueryData<Member>(["me"]);
  if (me) void listensFor(me.id);
  const carrier = new Carrier(cache);
  const line = new Line(
    TOPICS,
    {
      onFrame: (frame) => carrier.carry(frame),
      onState,
      onMissed: () => void askAnew(cache),
    },
    () => connectTo(base()),
  );
  line.start();
  return {
    nudge: () => line.nudge(),
    goOn: () => line.goOn(),
    stop: () => {
      stopKeeping();
      line.stop();
    },
  };
}
