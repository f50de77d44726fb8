/** What is said of what was sent. */
import { moment, soon } from "@/language/figures";
import { words } from "@/language/words";
import { type Delivery, type Happened, type Standing, standingOf } from "./queries";

export const SENT = words("sent", {
  title: "What was sent",
  rest: "What left the house for its people, or should have: by which way, when, and why not. The inbox holds all of it either way.",
  whose: "Whose",
  mine: "Yours",
  everybodys: "Everybody's",
  which: "How it went",
  all: "All of it",
  none: "Nothing so far.",
  noneSuch: "Nothing of this kind.",
  failedTitle: "What was sent can't be shown",
  more: "Show more",
  course: "How it went",
  courseOf: "How it went: {what}",
  again: "Try it again",
  to: "{by, select, you {{kind} to you} other {{kind} to {who}}}",
  many: "{count} in one",
});

export const STANDING_WORDS: Record<Standing, string> = words("sent-standings", {
  pending: "Yet to go",
  sent: "Sent",
  failed: "To be tried again",
  dead: "Given up",
  suppressed: "Held back",
});

const HOW = words("sent-how", {
  pending: "goes {when}",
  sent: "sent, {when}",
  failed: "did not get through, next try {when}",
  dead: "given up {when}, {tries, plural, one {after one try} other {after # tries}}",
  suppressed: "held back, {when}",
});

/** "sent, 18:52". */
export function howSaid(delivery: Delivery, now: Date): string {
  const changed = moment(new Date(delivery.changed_at), now);
  const due = soon(new Date(delivery.due_at), now);
  const standing = standingOf(delivery);
  switch (standing) {
    case "pending":
    case "failed":
      return HOW[standing]({ when: due });
    case "sent":
    case "suppressed":
      return HOW[standing]({ when: changed });
    case "dead":
      return HOW.dead({ when: changed, tries: delivery.tries });
    case null:
      return delivery.status;
  }
}

const HAPPENED = words("sent-happened", {
  planned: "It was written",
  joined: "One more went into it",
  suppressed: "It was held back",
  sent: "It was sent",
  failed: "It did not get through",
  dead: "It was given up",
});

export function happenedSaid({ what }: Happened): string {
  return Object.hasOwn(HAPPENED, what) ? HAPPENED[what as keyof typeof HAPPENED] : what;
}

/** Why; what the far end calls it is nobody's business but the log's. */
export function whyOf({ what, detail }: Happened): string | null {
  return what === "sent" ? null : (detail ?? null);
}
