/** What the downloads page says. One true sentence each, in the present, with what comes next. */

import { clock, counting, left, moment, size, soon, speed } from "@/language/figures";
import { words } from "@/language/words";
import type { Phase, Stage, Turn } from "./download";

export const TEXT = words("downloads", {
  title: "Downloads",
  looking: "Looking at the queue.",
  add: "Add a download",
  field: "Address of a video",
  placeholder: "Paste the address of a video",
  paste: "Paste",
  clear: "Clear the address",
  lookUp: "Look up",
  lookingUp: "Looking at the address",
  download: "Download",
  downloadMany: "{count, plural, one {Download # video} other {Download # videos}}",
  asking: "Asking …",
  quality: "Quality",
  queue: "In the queue",
  playlists: "Playlists",
  earlier: "Earlier",
  pause: "Pause",
  resume: "Go on",
  cancel: "Cancel",
  retry: "Try again",
  tryNow: "Try now",
  removeIt: "Remove",
  remove: "Remove from the list",
  move: "Move",
  moveHint: "Arrow keys move it in your line",
  turnOf: "Turn of {title}",
  turn: "When it is fetched",
  turnHint: "What goes first goes before your others. What lets others pass waits for everybody.",
  movedTo: "{title} is number {place} of {count} in line.",
  undo: "Undo",
  showMore: "Show more",
  save: "Save",
  saveFile: "Save the file on this device",
  watch: "Watch",
  all: "All",
  none: "None",
  already: "This is here already, or on its way.",
  notAnAddress: "That is not an address. It should begin with http:// or https://.",
  queued: "It is in line.",
  queuedRest: "You are told when it is there.",
  queuedMany: "They are in line.",
  takenBack: "Taken back.",
  takenBackRest: "You can ask for it again.",
  removed: "Removed from the list.",
  removedRest: "Files in the library stay.",
  mayNotAsk: "You can see downloads here, but not ask for any. If you need it, ask the owner.",
  emptyTitle: "Nothing was fetched yet",
  empty: "Paste the address of a video above. The house fetches it and puts it on its shelf.",
  emptyForGuests: "What is fetched for you is shown here.",
  failedTitle: "The list can't be shown",
  left: "What is left for you",
  thisHour: "This hour",
  today: "Today",
  space: "Your space",
  leftOf: "{left} of {all} left",
  usedOf: "{used} of {all}",
  shared: "Turns are shared: after one of yours, somebody else's goes first.",
  waiting: "Waiting",
  paused: "Paused",
  asks: "Asks for a yes",
  cannot: "Cannot be fetched",
  gaveUp: "Gave up",
});

export const TURN_WORDS: Record<Turn, string> = words("download-turns", {
  high: "Goes first",
  normal: "In its turn",
  low: "Lets others pass",
});

const PHASE_WORDS: Record<Phase, string> = words("phases", {
  looking_up: "Looking it up",
  fetching: "Fetching",
  joining: "Joining picture and sound",
  tagging: "Writing title and date into the file",
  placing: "Putting it on the shelf",
});

const WAITS = words("download-waits", {
  internet: "It goes on when the internet is back.",
  plex: "It goes on when Plex is back.",
  overseerr: "It goes on when Overseerr is back.",
  failed: "It could not be fetched.",
});

const STAGE = words("download-stages", {
  asks: "It waits for a yes. You are told.",
  inLine: "In line. It starts when a place is free.",
  nextTry: "{reason} Next try {when}.",
  paused: "Paused by you at {percent} %. {size} are kept; it goes on from there.",
  pausedEarly: "Paused by you. It goes on when you say so.",
  done: "In the library since {when}",
  fetched: "Fetched {when}; the library does not show it yet",
  turnedDown: "Somebody said no, {when}",
  takenBack: "Taken back {when}",
  unknown: "It is {status}.",
  fetching: "Fetching, {percent} %",
});

/** The words under the strand: what is true, then how long it takes. */
export function told(stage: Stage, now: Date): { fact: string; rest: string } {
  switch (stage.kind) {
    case "asks":
      return { fact: STAGE.asks, rest: "" };
    case "in-line":
      return { fact: STAGE.inLine, rest: "" };
    case "paused":
      return { fact: pausedWords(stage), rest: "" };
    case "running":
      return running(stage);
    case "away":
      return { fact: WAITS[stage.who], rest: "" };
    case "waiting":
      return {
        fact: stage.nextTryAt
          ? STAGE.nextTry({ reason: sentence(stage.reason), when: soon(stage.nextTryAt, now) })
          : sentence(stage.reason),
        rest: "",
      };
    case "failed":
      return { fact: sentence(stage.reason ?? WAITS.failed), rest: "" };
    case "done":
      return {
        fact: (stage.isShown ? STAGE.done : STAGE.fetched)({ when: moment(stage.at, now) }),
        rest: size(stage.sizeBytes),
      };
    case "taken-back":
      return { fact: STAGE.takenBack({ when: moment(stage.at, now) }), rest: "" };
    case "turned-down":
      return { fact: STAGE.turnedDown({ when: moment(stage.at, now) }), rest: "" };
    case "unknown":
      return { fact: STAGE.unknown({ status: stage.status }), rest: "" };
  }
}

function pausedWords(stage: Extract<Stage, { kind: "paused" }>): string {
  if (stage.bytesDone === 0) return STAGE.pausedEarly;
  return STAGE.paused({ percent: Math.round(stage.percent), size: size(stage.bytesDone) });
}

function running(stage: Extract<Stage, { kind: "running" }>): { fact: string; rest: string } {
  if (stage.phase !== "fetching") return { fact: PHASE_WORDS[stage.phase], rest: left(0) };
  const pace = [
    stage.speedBps ? speed(stage.speedBps) : null,
    stage.etaS === null ? null : left(stage.etaS),
  ];
  return {
    fact: STAGE.fetching({ percent: Math.round(stage.percent) }),
    rest: pace.filter(Boolean).join(" · "),
  };
}

const HEAD = words("downloads-head", {
  coming: "{count, plural, one {One video is} other {{number} videos are}} coming in.",
  inLine: "{count, plural, one {One video is} other {{number} videos are}} in line.",
  inLineNext: "The next one starts by itself.",
  paused: "{count, plural, one {One video is} other {{number} videos are}} paused.",
  pausedNext: "They go on when you say so.",
  failed: "{count, plural, one {One video needs} other {{number} videos need}} a look.",
  failedNext: "Each one says why.",
  first: "Bring a video home.",
  firstNext: "Paste its address below.",
  nothing: "Nothing is on its way.",
  nothingNext: "What comes next is shown here.",
  lastOne: "The last one came {when}.",
  lastAt: "The last one came at {when}.",
  more: "{count, plural, one {One more is} other {{number} more are}} in line.",
  stepByStep: "They are shown here step by step.",
  underMinute: "All done in less than a minute.",
  doneBy: "All done by about {when}.",
});

/** The page's own sentence: what is coming, and when all of it is there. */
export function headline(
  stages: readonly Stage[],
  isFirstTime: boolean,
  now: Date,
): { fact: string; next: string } {
  const many = (...kinds: Stage["kind"][]) =>
    stages.filter((stage) => kinds.includes(stage.kind)).length;
  const coming = stages.filter((stage) => stage.kind === "running");
  const inLine = many("in-line", "away", "waiting", "asks");
  if (coming.length > 0)
    return { fact: HEAD.coming(counting(coming.length)), next: ending(coming, inLine, now) };
  if (inLine > 0) return { fact: HEAD.inLine(counting(inLine)), next: HEAD.inLineNext };
  if (many("failed") > 0)
    return { fact: HEAD.failed(counting(many("failed"))), next: HEAD.failedNext };
  if (many("paused") > 0)
    return { fact: HEAD.paused(counting(many("paused"))), next: HEAD.pausedNext };
  if (isFirstTime) return { fact: HEAD.first, next: HEAD.firstNext };
  return { fact: HEAD.nothing, next: lastOne(stages, now) };
}

function lastOne(stages: readonly Stage[], now: Date): string {
  const came = stages.flatMap((stage) => (stage.kind === "done" ? [stage.at] : []));
  const last = came.toSorted((a, b) => b.getTime() - a.getTime())[0];
  if (!last) return HEAD.nothingNext;
  const when = moment(last, now);
  return /^\d\d:/.test(when) ? HEAD.lastAt({ when }) : HEAD.lastOne({ when });
}

function ending(
  coming: ReadonlyArray<Extract<Stage, { kind: "running" }>>,
  inLine: number,
  now: Date,
): string {
  if (inLine > 0) return HEAD.more(counting(inLine));
  const known = coming.map((stage) => (stage.phase === "fetching" ? stage.etaS : 5));
  if (known.some((seconds) => seconds === null)) return HEAD.stepByStep;
  const longestS = Math.max(...known.map((seconds) => seconds ?? 0));
  if (longestS < 60) return HEAD.underMinute;
  return HEAD.doneBy({ when: clock(rounded(new Date(now.getTime() + longestS * 1000))) });
}

/** Five minutes are exact enough for "about", and don't change at every look. */
function rounded(at: Date): Date {
  const step = 5 * 60_000;
  return new Date(Math.ceil(at.getTime() / step) * step);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
