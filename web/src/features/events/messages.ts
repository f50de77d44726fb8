/** What the page of events says. It is the one page that also names codes. */

import { capital, formatted, moment } from "@/language/figures";
import { words } from "@/language/words";
import type { Fact, Look, Service } from "./fact";
import { kindOf } from "./fact";

export const TEXT = words("events", {
  everything: "Everything",
  all: "Everything that happened.",
  allRest: "Nothing is ever rewritten.",
  what: "What happened to",
  did: "What was set going by",
  service: "Part of the house",
  anyService: "All of it",
  type: "Kind of event",
  typeHint: "Kind of event, such as requests.asked",
  failedTitle: "The events can't be shown",
  noneTitle: "Nothing happened",
  none: "There is no such event, or its part of the house is away just now.",
  earlier: "Show earlier ones",
  list: "What happened, in order",
  time: "Time",
  wasThen: "The house as it was then",
  now: "As it is now",
  before: "Event before",
  next: "Next event",
  toNow: "Back to now",
  toLast: "To the last of these",
  cut: "These are its first {number, number} events. There are later ones, so this is not how it is now.",
  graph: "What led to what",
  andThen: "then",
  graphScroll: "What led to what, scrolls sideways",
  asList: "As a list",
  asGraph: "As a graph",
  causes: "What led to it",
  noCauses: "Nothing in this house: somebody asked for it, or its time had come.",
  effects: "What came of it",
  noEffects: "Nothing yet.",
  noEffectsYet: "And nothing came of it yet.",
  doneBy: "Done by {who}.",
  doneFor: "Done by {who}, for {owner}.",
  doneAfter: "Done by the house, after what {who} did.",
  changed: "Before and after",
  stays: "{count, plural, one {# line stays} other {# lines stay}} as before",
  notYet: "not yet",
  gone: "gone",
  nothing: "nothing",
  noChange: "It changed nothing of the state.",
  noState: "Its state is not told.",
  data: "What was written down",
  copy: "Copy",
  copied: "Copied.",
  notCopied: "The browser let nobody copy.",
  itsStory: "Everything about this thing",
  name: "What",
  was: "Before",
  is: "After",
  missing: "{parts} did not answer: their events are not among these.",
  why: "why?",
  today: "Today, {clock}",
  day: "{day}, {clock}",
});

export const SERVICE: Record<Service, string> = words("services", {
  gateway: "the door",
  identity: "people",
  requests: "wishes",
  downloads: "downloads",
  status: "status",
  notify: "messages",
});

/** Who has no name here, and who is spoken to, within a sentence. */
export const DOER = words("doers", {
  you: "you",
  somebody: "somebody",
  house: "the house",
  operator: "the operator",
  stranger: "a stranger",
});

/** Kinds of things, as people call them. */
const THINGS: Record<string, string> = words("things", {
  request: "this wish",
  download: "this download",
  collection: "this playlist",
  member: "this person",
  session: "this session",
  invite: "this invite",
  monitor: "this monitor",
  incident: "this incident",
  notification: "this message",
  delivery: "this delivery",
  title: "this title",
  watch: "this watch",
  "library-item": "this video",
  allowance: "this allowance",
  reach: "the line to a part of the house",
});

export function thingSaid(stream: string): string {
  return THINGS[kindOf(stream)] ?? kindOf(stream).replaceAll("-", " ");
}

/** Facts whose stored name alone would not say enough. */
const SAID: Record<string, string> = words("facts", {
  "requests.asked": "Asked for it",
  "requests.approved": "Approved",
  "requests.declined": "Declined",
  "requests.sent": "Sent to the server that fetches",
  "requests.arrived": "It is in the library",
  "requests.gave-up": "Given up",
  "requests.title-taken": "The title is taken care of",
  "requests.allowance-spent": "One wish of the hour is used",
  "downloads.queued": "Put in line",
  "downloads.started": "Fetching began",
  "downloads.identified": "It is known what it is",
  "downloads.completed": "It was fetched",
  "downloads.stood-back": "The site asked us to wait",
  "downloads.failed": "It could not be fetched",
  "identity.session-started": "Signed in",
  "identity.session-revoked": "Signed out",
  "identity.member-joined": "Came to live here",
  "identity.invited": "Made an invite",
  "notify.informed": "Somebody is to be told",
  "notify.routed": "It is known how to tell them",
  "status.went-down": "It went away",
  "status.went-up": "It is back",
  "gateway.reach-lost": "The door gave up on it, for it did not answer",
  "gateway.reach-regained": "It answers the door again",
});

export function factSaid(type: string): string {
  const words = (type.split(".").at(-1) ?? type).replaceAll("-", " ");
  return SAID[type] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const CLOCK = {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
} as const;

export function clockOf(fact: Fact): string {
  return formatted(new Date(fact.at), CLOCK);
}

export function fineClock({ at }: Pick<Fact, "at">): string {
  return fine(new Date(at), CLOCK);
}

/** "30 Nov, 14:11:04.227" */
export function instantSaid(at: string): string {
  return fine(new Date(at), { ...CLOCK, day: "numeric", month: "short" });
}

function fine(at: Date, how: Intl.DateTimeFormatOptions): string {
  return `${formatted(at, how)}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}

/** "Today, 14:11:04", "Tuesday, 14:02:00". */
export function whenSaid(fact: Fact, now: Date): string {
  const at = new Date(fact.at);
  if (at.toDateString() === now.toDateString()) return TEXT.today({ clock: clockOf(fact) });
  const day = capital(moment(at, now).replace(/, .*$/, ""));
  return TEXT.day({ day, clock: clockOf(fact) });
}

/** `name` is what the thing is called, where that is known. */
export function headline(
  look: Look,
  names: (id: string) => string,
  name: string | null,
): { said: string; em: string } {
  switch (look.kind) {
    case "thing":
      return { said: `${TEXT.what} `, em: name ?? thingSaid(look.stream) };
    case "person":
      return { said: `${TEXT.did} `, em: names(look.actor) };
    case "everything":
      return { said: TEXT.all, em: "" };
  }
}
