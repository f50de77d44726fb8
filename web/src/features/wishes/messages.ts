/** What the pages of wishes say. One true sentence each, in the present, with what comes next. */

import { clock, counting, listed, moment } from "@/language/figures";
import { words } from "@/language/words";
import { SHARED } from "@/look/messages";
import { type Decider, isOpen, type Stage, type Wish } from "./wish";

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
  watch: "Watch",
  cancel: "Take it back",
  retry: "Try again",
  failedTitle: "The wishes can't be shown",
  emptyTitle: "You wished for nothing yet",
  empty: "Look for a film or a series, and ask for it. The house tells you when it is there.",
  emptyFollowed: "You follow no wish of somebody else yet.",
  toDiscover: "Find something",
  approvals: "Approvals",
  undo: "Undo",
  takenBack: "Taken back.",
  takenBackRest: "You can ask for it again.",
  changed: "Changed.",
  changedRest: "Whoever decides sees it as it is now.",
});

const STAGE = words("wish-stages", {
  waiting: "Waits for a yes, since {when}",
  approved: "Approved; it is sent in a moment",
  approvedBy: "{who} approved it; it is sent in a moment",
  fetched: "It is being fetched",
  fetching: "Fetching, {percent} %",
  partly: "A part of it is in the library; the rest is on its way",
  here: "In the library since {when}",
  declinedWhy: "Declined: “{reason}”",
  declined: "Declined",
  declinedWhyBy: "{who} declined it: “{reason}”",
  declinedBy: "{who} declined it",
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

/** The words under the strand: what is true of a wish, as it is said to `me`. */
export function told(stage: Stage, since: Date, now: Date, me?: string): string {
  switch (stage.kind) {
    case "waiting":
      return STAGE.waiting({ when: moment(since, now) });
    case "approved":
      return stage.by ? STAGE.approvedBy({ who: calledBy(stage.by, me) }) : STAGE.approved;
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
      return declinedWords(stage.reason, stage.by ? calledBy(stage.by, me) : null);
    case "taken-back":
      return STAGE.takenBack({ when: moment(since, now) });
    case "unknown":
      return STAGE.unknown({ status: stage.status });
  }
}

function calledBy({ id, name }: Decider, me: string | undefined): string {
  return id === me ? SHARED.you : name;
}

function declinedWords(reason: string | null, who: string | null): string {
  if (who === null) return reason ? STAGE.declinedWhy({ reason }) : STAGE.declined;
  return reason ? STAGE.declinedWhyBy({ who, reason }) : STAGE.declinedBy({ who });
}

const BEHALF = words("wish-behalf", {
  forYou: "{who}, for you",
  forOther: "{who}, for {whose}",
  askedForYou: "{who} asked for it, for you",
  askedForOther: "{who} asked for it, for {whose}",
});

type Names = (id: string) => string;
type Asked = Pick<Wish, "requested_by" | "asked_by">;

/** "Ben"; "Carla, for Ben" where somebody wished on another's behalf. */
export function whose(wish: Asked, names: Names): string {
  const owner = names(wish.requested_by);
  if (wish.asked_by === wish.requested_by) return owner;
  const who = names(wish.asked_by);
  return owner === SHARED.you ? BEHALF.forYou({ who }) : BEHALF.forOther({ who, whose: owner });
}

/** "Ben asked for it", "Carla asked for it, for Ben". */
export function askedWords(wish: Asked, names: Names): string {
  const who = names(wish.asked_by);
  const owner = names(wish.requested_by);
  if (wish.asked_by === wish.requested_by) return HAPPENED.asked({ who });
  return owner === SHARED.you
    ? BEHALF.askedForYou({ who })
    : BEHALF.askedForOther({ who, whose: owner });
}

export const CHANGE = words("wish-change", {
  one: "Change it: {title}",
  title: "What would you like instead?",
  titleOther: "How much of it?",
  failedTitle: "The seasons can't be shown",
  seasons: "Seasons",
  note: "A word to whoever decides",
  optional: "Optional",
  keep: "Keep the change",
  leave: "Leave it as it is",
  decided: "It was decided meanwhile.",
  decidedRest: "What has an answer stays as it is.",
  change: "Change it",
});

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
  forYes: "{count, plural, one {One wish waits} other {{number} wishes wait}} for a yes.",
});

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

export function waitingWords(waiting: number): string {
  return HEAD.forYes(counting(waiting));
}

export const STORY = words("story", {
  house: "The house",
  keeper: "Whoever keeps the house",
  nobodys: "Nobody had to approve it",
  waits: "It waits",
  known: "Whoever may approve it knows that it waits.",
  youWereTold: "You were told {when}.",
  wasTold: "{names} {count, plural, one {was} other {were}} told {when}.",
  youToo: "you",
  at: "at {clock}",
});

/** "You were told at 14:02.", "Anna and you were told yesterday, 14:02."; null where nobody was. */
export function toldWords(
  told: readonly { at: string; who?: string | null }[],
  names: (id: string) => string,
  now: Date,
): string | null {
  const [first] = told;
  if (!first) return null;
  const at = new Date(first.at);
  const said = moment(at, now);
  const when = said === clock(at) ? STORY.at({ clock: said }) : said;
  const whom = [...new Set(told.map(({ who }) => (who ? names(who) : SHARED.somebody)))];
  if (whom.length === 1 && whom[0] === SHARED.you) return STORY.youWereTold({ when });
  const within = whom.map((name, place) =>
    name === SHARED.you && place > 0 ? STORY.youToo : name,
  );
  return STORY.wasTold({ names: listed(within), count: whom.length, when });
}

export const COMING = words("story-coming", {
  approved: "Somebody approves it",
  sent: "It is sent to be fetched",
  arrived: "It comes into the library",
  watch: "Watch",
});

// Each is said of somebody, even where nobody is named in it.
export const HAPPENED = words("story-happened", {
  asked: "{who} asked for it",
  approved: "{who} approved it",
  declined: "{who} declined it",
  cancelled: "{who} took it back",
  undone: "{who} undid that",
  retried: "{who} asked once more",
  edited: "{who} changed it",
  followed: "{who} began to follow it",
  unfollowed: "{who} stopped following it",
  sent: "{who, select, other {It was sent to be fetched}}",
  "server-away": "{who, select, other {The server that fetches was away}}",
  "server-back": "{who, select, other {The server that fetches was back}}",
  arrived: "{who, select, other {It is in the library}}",
  "gave-up": "{who, select, other {It does not come}}",
});
