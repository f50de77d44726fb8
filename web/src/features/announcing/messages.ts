/** What the page of announcements and maintenance says. */

import { clock, counting, formatted, moment } from "@/language/figures";
import { words } from "@/language/words";
import type { Announcement, Maintenance } from "./queries";

export const TEXT = words("announcing", {
  quiet: "Nothing is announced.",
  nowRest: "It stands above the status page, and reaches who wants to be told.",
  title: "Announcements",
  failedTitle: "The announcements can't be shown",
  announce: "Tell everybody something",
  head: "In one line",
  text: "More about it",
  holds: "It holds",
  say: "Announce it",
  said: "It is announced.",
  withdraw: "Take it back",
  withdrawOf: "Take it back: {title}",
  withdrawn: "The announcement is taken back.",
  now: "What stands there now",
  none: "Nothing. The house speaks for itself.",
  plan: "Plan maintenance",
  planRest:
    "While it goes on, what is touched counts as in maintenance: nobody is alarmed, and the days stay green.",
  what: "What is done",
  from: "From",
  until: "Until",
  touches: "What it touches",
  planIt: "Plan it",
  planned: "It is planned, and announced.",
  planWrong: "It has to end after it begins.",
  cancel: "Call it off",
  cancelOf: "Call it off: {title}",
  end: "It is done",
  endOf: "It is done: {title}",
  cancelled: "The maintenance is over.",
  plans: "What is planned",
  noPlans: "No maintenance is planned.",
  needed: "This is needed.",
  standing: "{count, plural, one {One thing is} other {{number} things are}} announced.",
  plannedMany:
    "{count, plural, one {One maintenance is} other {{number} maintenances are}} planned.",
  saidAt: "said {when}",
  saidUntil: "said {when}, holds until {until}",
  fromTo: "{stage}: {from} to {to}",
});

export const HOLDS = words("announcing-holds", {
  open: "until I take it back",
  day: "for a day",
  week: "for a week",
});
export type Holds = keyof typeof HOLDS;
const DAYS: Record<Holds, number | null> = { open: null, day: 1, week: 7 };

export function holdsUntil(holds: Holds, now: Date): string | null {
  const days = DAYS[holds];
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
}

export function headline(standing: number): string {
  if (standing === 0) return TEXT.quiet;
  return TEXT.standing(counting(standing));
}

export function followup(planned: number): string {
  if (planned === 0) return TEXT.noPlans;
  return TEXT.plannedMany(counting(planned));
}

export function announcedAt(one: Announcement, now: Date): string {
  const said = moment(new Date(one.at), now);
  return one.until
    ? TEXT.saidUntil({ when: said, until: when(new Date(one.until)) })
    : TEXT.saidAt({ when: said });
}

const STAGES: Record<Maintenance["stage"], string> = words("maintenance-stages", {
  planned: "planned",
  "going on": "going on",
  over: "over",
  cancelled: "called off",
});

/** "planned: Wed 2 Dec, 21:00 to 22:00"; the day is said twice only where it is another one. */
export function plannedFor(one: Maintenance): string {
  const [from, to] = [new Date(one.starts_at), new Date(one.ends_at)];
  const isOneDay = from.toDateString() === to.toDateString();
  return TEXT.fromTo({
    stage: STAGES[one.stage],
    from: when(from),
    to: isOneDay ? clock(to) : when(to),
  });
}

function when(at: Date): string {
  return formatted(at, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}
