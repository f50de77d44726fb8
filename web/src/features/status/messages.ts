/** What the status page says: first what is true, then what it means for you. */
import { counted, moment, share, span, took } from "@/look/words";
import { named } from "./meaning";
import type { Cell, Monitor, State, Window } from "./status";
import { stateOf } from "./status";

export const TEXT = {
  title: "Status",
  looking: "Looking around the house.",
  range: "Range",
  asTable: "Show as a table",
  asBars: "Show as bars",
  failedTitle: "The status can't be shown",
  emptyTitle: "Nothing is watched yet",
  empty: "As soon as the house looks after something, it stands here with its last 90 days.",
  response: "response time",
  changes: "What happened",
  calm: "Nothing happened since it is watched.",
  noAnswer: "no answer",
  notices: "What goes on",
  acknowledged: "Somebody takes care of it.",
} as const;

export const WINDOW_WORDS: Record<Window, { pick: string; head: string }> = {
  "24h": { pick: "24 h", head: "Last 24 hours" },
  "7d": { pick: "7 d", head: "Last 7 days" },
  "30d": { pick: "30 d", head: "Last 30 days" },
  "90d": { pick: "90 d", head: "Last 90 days" },
};

export const STATE_WORDS: Record<State, string> = {
  up: "up",
  degraded: "slow or partly up",
  down: "down",
  maintenance: "maintenance",
  unknown: "not looked at",
};

export function headline(monitors: readonly Monitor[]): { fact: string; next: string } {
  const away = monitors.filter((monitor) => stateOf(monitor.state) === "down");
  const slow = monitors.filter((monitor) => stateOf(monitor.state) === "degraded");
  const [first] = away.length > 0 ? away : slow;
  if (monitors.length === 0)
    return { fact: "Nothing is watched yet.", next: "The house has only just opened." };
  if (!first)
    return {
      fact: "Everything is up.",
      next: `${counted(monitors.length, "part of the house answers", "parts of the house answer")}.`,
    };
  const rest = monitors.length - away.length;
  if (away.length > 0) {
    return {
      fact:
        away.length === 1
          ? `${named(first)} is away.`
          : `${counted(away.length, "part is", "parts are")} away.`,
      next: rest === 0 ? "The house tries them again and again." : "Everything else still works.",
    };
  }
  return {
    fact:
      slow.length === 1
        ? `${named(first)} is not at its best.`
        : `${counted(slow.length, "part is", "parts are")} not at their best.`,
    next: (slow.length === 1 && first.detail) || "Everything works, some of it later than usual.",
  };
}

/** "up for 23 days", "away since 14:02". */
export function sinceWords(monitor: Monitor, now: Date): string {
  const since = monitor.since ? new Date(monitor.since) : null;
  switch (stateOf(monitor.state)) {
    case "up":
      return since ? `up for ${span(since, now)}` : "up";
    case "degraded":
      return since ? `not at its best since ${moment(since, now)}` : "not at its best";
    case "down":
      return since ? `away since ${moment(since, now)}` : "away";
    case "maintenance":
      return "in maintenance";
    case "unknown":
      return "not looked at yet";
  }
}

export function answerWords(monitor: Monitor): string {
  if (stateOf(monitor.state) === "down" || monitor.response_ms === null) return TEXT.noAnswer;
  return took(monitor.response_ms);
}

export function uptimeWords(monitor: Monitor, window: Window): string {
  const part = monitor.uptime[window];
  return part === null || part === undefined ? "–" : share(part);
}

export function barsLabel(monitor: Monitor, cells: readonly Cell[], window: Window): string {
  const bad = cells.filter((cell) => cell.state === "down").length;
  const slow = cells.filter((cell) => cell.state === "degraded").length;
  const parts = [bad > 0 ? `${bad} with outages` : null, slow > 0 ? `${slow} slow` : null].filter(
    Boolean,
  );
  return `${named(monitor)}, ${WINDOW_WORDS[window].head.toLowerCase()}: ${uptimeWords(monitor, window)} up${parts.length > 0 ? `; of ${cells.length} bars ${parts.join(", ")}` : ""}`;
}
