/** What the pages of wishes say. One true sentence each, in the present, with what comes next. */
import { counted, moment, span } from "@/look/words";
import { isOpen, type Stage } from "./wish";

export const TEXT = {
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
  alsoWanted: "Also wanted by",
  thisWeek: "Asked for lately",
  keysOff: "switch off",
  keysOn: "Switch shortcuts on",
} as const;

/** Reasons that are given often; the person reads exactly these words. */
export const REASONS = [
  "It is already here.",
  "Not this month.",
  "It is too large for the disk just now.",
] as const;

/** The words under the strand: what is true of a wish. */
export function told(stage: Stage, since: Date, now: Date): string {
  switch (stage.kind) {
    case "waiting":
      return `Waits for a yes, since ${moment(since, now)}`;
    case "approved":
      return "Approved; it is sent in a moment";
    case "on-its-way":
      return stage.percent === null ? "It is being fetched" : `Fetching, ${stage.percent} %`;
    case "partly-here":
      return "A part of it is in the library; the rest is on its way";
    case "here":
      return `In the library since ${moment(since, now)}`;
    case "stuck":
    case "failed":
      return stage.reason;
    case "declined":
      return stage.reason ? `Declined: “${stage.reason}”` : "Declined";
    case "taken-back":
      return `Taken back ${moment(since, now)}`;
    case "unknown":
      return `It is ${stage.status}.`;
  }
}

/** The page's own sentence about somebody's wishes. */
export function headline(stages: readonly Stage[]): { fact: string; next: string } {
  const open = stages.filter(isOpen);
  const waiting = open.filter((stage) => stage.kind === "waiting").length;
  const stuck = open.filter((stage) => stage.kind === "stuck" || stage.kind === "failed").length;
  if (stages.length === 0) return { fact: "Wish for something.", next: "The house fetches it." };
  if (open.length === 0)
    return { fact: "All your wishes are answered.", next: "There is room for the next one." };
  const fact = `${counted(open.length, "wish is", "wishes are")} on the way.`;
  if (stuck > 0)
    return { fact, next: `${counted(stuck, "of them waits", "of them wait")} for something.` };
  if (waiting > 0)
    return { fact, next: `${counted(waiting, "of them waits", "of them wait")} for a yes.` };
  return { fact, next: "You are told when they are here." };
}

/** The page's own sentence about what waits for a yes. */
export function queueHeadline(
  waiting: number,
  oldest: Date | null,
  now: Date,
): { fact: string; next: string } {
  if (waiting === 0) return { fact: "Nothing waits for you.", next: "Every wish is answered." };
  const next = oldest ? `The oldest since ${moment(oldest, now)}.` : "";
  return { fact: `${counted(waiting, "wish waits", "wishes wait")}.`, next };
}

/** "22 h", as long as it has waited. */
export function age(since: Date, now: Date): string {
  return span(since, now);
}
