/** What the pages of wishes say. One true sentence each, in the present, with what comes next. */

import { capital, count, listed, moment, span } from "@/language/figures";
import { words } from "@/language/words";
import { isOpen, type Stage, type Wish } from "./wish";

export const TEXT = words("wishes", {
  title: "Wishes",
  looking: "Looking at your wishes.",
  mine: "Yours",
  followed: "Followed",
  everybody: "Everybody's",
  whose: "Whose wishes",
  open: "On their way",
  over: "Earlier",
  showMore: "Show more",
  cancel: "Take it back",
  retry: "Try again",
  failedTitle: "The wishes can't be shown",
  emptyTitle: "You wished for nothing yet",
  empty: "Look for a film or a series, and ask for it. The house tells you when it is there.",
  emptyFollowed: "You follow no wish of somebody else yet.",
  toDiscover: "Find something",
  queueTitle: "Approvals",
  queueLooking: "Looking at what waits.",
  queueEmptyTitle: "Nothing waits for you",
  queueEmpty: "You will hear when the next wish comes.",
  shown: "Shown",
  waiting: "Waiting",
  approved: "Approved",
  declined: "Declined",
  approvedOne: "Approved “{title}”.",
  declinedOne: "Declined “{title}”.",
  approvedMany: "Approved {count} wishes.",
  declinedMany: "Declined {count} wishes.",
  toldSoon: "Whoever asked is told in ten seconds.",
  failedNow: "That did not work.",
  stuck: "Stuck",
  approve: "Approve",
  decline: "Decline",
  undo: "Undo",
  select: "Select",
  clear: "Clear the selection",
  reasonHead: "Decline with a reason",
  reason: "Reason",
  takenBack: "Taken back.",
  takenBackRest: "You can ask for it again.",
  keysOff: "switch off",
  keysOn: "Switch shortcuts on",
});

const GIVEN = words("reasons", {
  here: "It is already here.",
  notNow: "Not this month.",
  tooLarge: "It is too large for the disk just now.",
});

/** Reasons that are given often; the person reads exactly these words. */
export function reasons(): readonly string[] {
  return [GIVEN.here, GIVEN.notNow, GIVEN.tooLarge];
}

const STAGE = words("wish-stages", {
  waiting: "Waits for a yes, since {when}",
  approved: "Approved; it is sent in a moment",
  fetched: "It is being fetched",
  fetching: "Fetching, {percent} %",
  partly: "A part of it is in the library; the rest is on its way",
  here: "In the library since {when}",
  declinedWhy: "Declined: “{reason}”",
  declined: "Declined",
  takenBack: "Taken back {when}",
  unknown: "It is {status}.",
  film: "A film",
  series: "A series",
});

const WISH = words("wish", {
  named: "{title}, {seasons}",
  specials: "specials",
  season: "season {number}",
  seasons: "seasons {numbers}",
  run: "{from} to {to}",
  failed: "It could not be fetched.",
});

/** "Dark", "Dark, season 2", "Dark, seasons 1 to 3". */
export function named(wish: Wish): string {
  const title = wish.title ?? (wish.media_type === "movie" ? STAGE.film : STAGE.series);
  return wish.seasons.length === 0
    ? title
    : WISH.named({ title, seasons: seasonsWords(wish.seasons) });
}

/** "season 2", "seasons 1 to 3 and 5", "specials". */
export function seasonsWords(seasons: readonly number[]): string {
  const sorted = seasons.toSorted((a, b) => a - b);
  const [only = 0] = sorted;
  if (sorted.length === 1) return only === 0 ? WISH.specials : WISH.season({ number: only });
  const runs: number[][] = [];
  for (const season of sorted) {
    const run = runs.at(-1);
    if (run && season === (run.at(-1) ?? 0) + 1) run.push(season);
    else runs.push([season]);
  }
  const parts = runs.flatMap((run) =>
    run.length > 2 ? [WISH.run({ from: run[0] ?? 0, to: run.at(-1) ?? 0 })] : run.map(String),
  );
  return WISH.seasons({ numbers: listed(parts) });
}

export function failedWords(reason: string | null): string {
  return reason ?? WISH.failed;
}

/** The words under the strand: what is true of a wish. */
export function told(stage: Stage, since: Date, now: Date): string {
  switch (stage.kind) {
    case "waiting":
      return STAGE.waiting({ when: moment(since, now) });
    case "approved":
      return STAGE.approved;
    case "on-its-way":
      return stage.percent === null ? STAGE.fetched : STAGE.fetching({ percent: stage.percent });
    case "partly-here":
      return STAGE.partly;
    case "here":
      return STAGE.here({ when: moment(since, now) });
    case "stuck":
      return stage.reason;
    case "failed":
      return failedWords(stage.reason);
    case "declined":
      return stage.reason ? STAGE.declinedWhy({ reason: stage.reason }) : STAGE.declined;
    case "taken-back":
      return STAGE.takenBack({ when: moment(since, now) });
    case "unknown":
      return STAGE.unknown({ status: stage.status });
  }
}

const HEAD = words("wishes-head", {
  none: "Wish for something.",
  noneNext: "The house fetches it.",
  answered: "All your wishes are answered.",
  answeredNext: "There is room for the next one.",
  open: "{count, plural, one {One wish is} other {{number} wishes are}} on the way.",
  stuck: "{count, plural, one {One of them waits} other {{number} of them wait}} for something.",
  allWaiting: "{count, plural, one {It waits} other {All of them wait}} for a yes.",
  waiting: "{count, plural, one {One of them waits} other {{number} of them wait}} for a yes.",
  told: "You are told when they are here.",
  queue: "{count, plural, one {One wish waits.} other {{number} wishes wait.}}",
  queueEmpty: "Nothing waits for you.",
  queueEmptyNext: "Every wish is answered.",
  oldest: "The oldest since {when}.",
  forYes: "{count, plural, one {One wish waits} other {{number} wishes wait}} for a yes.",
});

function counting(many: number) {
  return { count: many, number: capital(count(many)) };
}

/** The page's own sentence about somebody's wishes. */
export function headline(stages: readonly Stage[]): { fact: string; next: string } {
  const open = stages.filter(isOpen);
  const waiting = open.filter((stage) => stage.kind === "waiting").length;
  const stuck = open.filter((stage) => stage.kind === "stuck" || stage.kind === "failed").length;
  if (stages.length === 0) return { fact: HEAD.none, next: HEAD.noneNext };
  if (open.length === 0) return { fact: HEAD.answered, next: HEAD.answeredNext };
  const fact = HEAD.open(counting(open.length));
  if (stuck > 0) return { fact, next: HEAD.stuck(counting(stuck)) };
  if (waiting === open.length) return { fact, next: HEAD.allWaiting({ count: waiting }) };
  if (waiting > 0) return { fact, next: HEAD.waiting(counting(waiting)) };
  return { fact, next: HEAD.told };
}

/** The page's own sentence about what waits for a yes. */
export function queueHeadline(
  waiting: number,
  oldest: Date | null,
  now: Date,
): { fact: string; next: string } {
  if (waiting === 0) return { fact: HEAD.queueEmpty, next: HEAD.queueEmptyNext };
  const next = oldest ? HEAD.oldest({ when: moment(oldest, now) }) : "";
  return { fact: HEAD.queue(counting(waiting)), next };
}

export function waitingWords(waiting: number): string {
  return HEAD.forYes(counting(waiting));
}

/** "22 h", as long as it has waited. */
export function age(since: Date, now: Date): string {
  return span(since, now);
}

export const STORY = words("story", {
  house: "The house",
  nobodys: "Nobody's yes was needed",
  waits: "It waits",
});

export const COMING = words("story-coming", {
  approved: "A yes",
  sent: "Sent to be fetched",
  arrived: "In the library",
});

// Each is said of somebody, even where nobody is named in it.
export const HAPPENED = words("story-happened", {
  asked: "{who} asked for it",
  approved: "{who} said yes",
  declined: "{who} said no",
  cancelled: "{who} took it back",
  undone: "{who} undid that",
  retried: "{who} asked once more",
  edited: "{who} changed it",
  followed: "{who} follows it",
  unfollowed: "{who} follows it no more",
  sent: "{who, select, other {Sent to be fetched}}",
  arrived: "{who, select, other {It is in the library}}",
  "gave-up": "{who, select, other {It does not come}}",
});

export const QUEUE = words("queue", {
  selected: "{count} selected",
  move: "move",
  select: "select",
  approve: "approve",
  decline: "decline",
  undo: "undo",
  reads: "{who} reads exactly this.",
  theyRead: "They read exactly this.",
  everybody: "everybody who asked",
  declineAndTell: "Decline and tell {whom}",
  film: "Film",
  series: "Series",
  in4k: "{kind} in 4K",
  follow: "{count, plural, one {# follows} other {# follow}}",
});

/** "Approved “Dark”.", "Declined 3 wishes." */
export function decidedSaid(action: "approve" | "decline", title: string, count: number): string {
  if (action === "approve")
    return count === 1 ? TEXT.approvedOne({ title }) : TEXT.approvedMany({ count });
  return count === 1 ? TEXT.declinedOne({ title }) : TEXT.declinedMany({ count });
}
