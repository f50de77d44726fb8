/** What the status page says: first what is true, then what it means for you. */

import { capital, count, listed, moment, share, span, took } from "@/language/figures";
import { words } from "@/language/words";
import { named } from "./meaning";
import type { Cell, Monitor, State, Window } from "./status";
import { stateOf } from "./status";

export const TEXT = words("status", {
  title: "Status",
  looking: "Looking around the house.",
  range: "Range",
  asTable: "Show as a table",
  asBars: "Show as bars",
  asLine: "Show as a line",
  failedTitle: "The status can't be shown",
  emptyTitle: "Nothing is watched yet",
  empty: "As soon as the house looks after something, it stands here with its last 90 days.",
  response: "response time",
  changes: "What happened",
  calm: "Nothing happened since it is watched.",
  noAnswer: "no answer",
  notices: "What goes on",
  older: "{count, plural, one {One older announcement} other {# older announcements}}",
  newestOnly: "The newest only",
  inFigures: "In figures",
  means: "What this means for you",
  table: "Uptime, table",
  part: "Part",
  state: "State",
  answersIn: "Answers in",
  goesOn: "It goes on until {end}.",
  planned: "It is planned from {start} to {end}.",
});

const WINDOW_NAMES = words("windows", {
  "24h": "24 h",
  "7d": "7 d",
  "30d": "30 d",
  "90d": "90 d",
});

const WINDOW_HEADS = words("window-heads", {
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
});

export function windowWords(window: Window): { pick: string; head: string } {
  return { pick: WINDOW_NAMES[window], head: WINDOW_HEADS[window] };
}

export const STATE_WORDS: Record<State, string> = words("states", {
  up: "up",
  degraded: "slow or partly up",
  down: "down",
  maintenance: "maintenance",
  unknown: "not looked at",
});

const HEAD = words("status-head", {
  nothing: "Nothing is watched yet.",
  nothingNext: "The house has only just opened.",
  up: "Everything is up.",
  upNext:
    "{count, plural, one {One part of the house answers} other {{number} parts of the house answer}}.",
  away: "{name} is away.",
  awayMany: "{number} parts are away.",
  allAway: "The house tries them again and again.",
  awayNext: "Everything else still works.",
  slow: "{name} is not at its best.",
  slowMany: "{number} parts are not at their best.",
  slowNext: "Everything works, some of it later than usual.",
});

function number(many: number): string {
  return capital(count(many));
}

export function headline(monitors: readonly Monitor[]): { fact: string; next: string } {
  const away = monitors.filter((monitor) => stateOf(monitor.state) === "down");
  const slow = monitors.filter((monitor) => stateOf(monitor.state) === "degraded");
  const [first] = away.length > 0 ? away : slow;
  const all = monitors.length;
  if (all === 0) return { fact: HEAD.nothing, next: HEAD.nothingNext };
  if (!first) return { fact: HEAD.up, next: HEAD.upNext({ count: all, number: number(all) }) };
  const name = named(first);
  if (away.length > 0)
    return {
      fact:
        away.length === 1 ? HEAD.away({ name }) : HEAD.awayMany({ number: number(away.length) }),
      next: away.length === all ? HEAD.allAway : HEAD.awayNext,
    };
  return {
    fact: slow.length === 1 ? HEAD.slow({ name }) : HEAD.slowMany({ number: number(slow.length) }),
    next: (slow.length === 1 && first.detail) || HEAD.slowNext,
  };
}

const SINCE = words("status-since", {
  upFor: "up for {span}",
  up: "up",
  slowSince: "not at its best since {when}",
  slow: "not at its best",
  awaySince: "away since {when}",
  away: "away",
  maintenance: "in maintenance",
  unknown: "not looked at yet",
});

/** "up for 23 days", "away since 14:02". */
export function sinceWords(monitor: Monitor, now: Date): string {
  const since = monitor.since ? new Date(monitor.since) : null;
  const when = since ? moment(since, now) : "";
  switch (stateOf(monitor.state)) {
    case "up":
      return since ? SINCE.upFor({ span: span(since, now) }) : SINCE.up;
    case "degraded":
      return since ? SINCE.slowSince({ when }) : SINCE.slow;
    case "down":
      return since ? SINCE.awaySince({ when }) : SINCE.away;
    case "maintenance":
      return SINCE.maintenance;
    case "unknown":
      return SINCE.unknown;
  }
}

export function answerWords(monitor: Monitor): string {
  if (stateOf(monitor.state) === "down" || monitor.response_ms === null) return TEXT.noAnswer;
  return took(monitor.response_ms);
}

export const NONE = "–";

export function uptimeWords(monitor: Monitor, window: Window): string {
  const part = monitor.uptime[window];
  return part === null || part === undefined ? NONE : share(part);
}

/** The same beside its bars: of a house that is new, it is no promise yet. */
export function figureWords(uptime: string, isKnown: boolean): string {
  return isKnown || uptime === NONE ? uptime : BARS.soFar({ uptime });
}

export const BARS = words("bars", {
  soFar: "{uptime} so far",
  all: "{name}, {window}: {uptime} up",
  some: "{name}, {window}: {uptime} up; of {count} bars {parts}",
  outages: "{count} with outages",
  slow: "{count} slow",
  cell: "{when}: {state}",
  chart: "{name}, chart",
  response: "{name}, {what}",
  times: "{name}, {what}: mostly {middle}, at most {most}",
  none: "{name}: {what}",
  now: "now",
  mostly: "Mostly",
  slowest: "Slowest",
  unanswered: "Unanswered",
  closer: "A closer look",
  which: "Which part",
  answers: "It answers",
  wentAway: "It went away",
  is: "It is {state}",
  unit: "ms, {window}",
  from: "From",
  timesTable: "{name}, response times, table",
});

export const INCIDENT = words("incident", {
  title: "{name} is away",
  openFor: "for {span}",
  opened: "It stopped answering",
  struck: "{name} waits for it",
  recovered: "{name} is back",
  acknowledged: "{by, select, you {You take care of it} other {{who} takes care of it}}",
  noted: "{by, select, you {You say} other {{who} says}}",
  closed: "It is over",
  closedBy: "{by, select, you {You say} other {{who} says}} that it is over",
  earlier: "What was away before",
  wasAway: "{name} was away",
  lasted: "{when}, for {span}",
  more: "Show more",
  over: "Say that it is over",
  stillDown: "{names} {count, plural, one {does} other {do}} not answer yet.",
  overMeans:
    "Whoever was told of it hears that it is over. What stays away is said anew only after it was back.",
  overNow: "It is over",
  drop: "Never mind",
  isOver: "The trouble with {name} is over.",
  isOverRest: "Whoever was told of it hears so.",
  care: "Take care of it",
  note: "Say it",
  text: "What to say about it",
  textHint: "Everybody reads it here. You may leave it empty.",
  textHintMore: "Everybody reads it here.",
  tell: "Tell me when {name} goes away",
  tellBack: "Tell me when {name} is back",
  tellNoMore: "Tell me no more of {name}",
});

export function barsLabel(monitor: Monitor, cells: readonly Cell[], window: Window): string {
  const bad = cells.filter((cell) => cell.state === "down").length;
  const slow = cells.filter((cell) => cell.state === "degraded").length;
  const said = {
    name: named(monitor),
    window: windowWords(window).head.toLowerCase(),
    uptime: uptimeWords(monitor, window),
  };
  const parts = listed([
    ...(bad > 0 ? [BARS.outages({ count: bad })] : []),
    ...(slow > 0 ? [BARS.slow({ count: slow })] : []),
  ]);
  return parts === "" ? BARS.all(said) : BARS.some({ ...said, count: cells.length, parts });
}

export const PUBLIC = words("public", {
  title: "How the house is",
  days: "Last {count} days",
  asOf: "As of {clock}",
  up: "Everything answers.",
  notUp: "Something is not at its best.",
  shutTitle: "The house keeps this to itself",
  shut: "Its keepers do not show to everybody how it is. Whoever lives here sees it after signing in.",
  awayTitle: "The house does not answer just now",
  away: "This page looks again by itself.",
  signIn: "To sign-in",
  part: "{name}: {state}",
});
