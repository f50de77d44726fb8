/** What the page of announcements and maintenance says. */
import { counted, moment } from "@/look/words";
import type { Announcement, Maintenance } from "./queries";

export const TEXT = {
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
  withdrawOf: (title: string) => `Take it back: ${title}`,
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
  cancelOf: (title: string) => `Call it off: ${title}`,
  end: "It is done",
  endOf: (title: string) => `It is done: ${title}`,
  cancelled: "The maintenance is over.",
  plans: "What is planned",
  noPlans: "No maintenance is planned.",
  needed: "This is needed.",
} as const;

export const HOLDS = {
  open: "until I take it back",
  day: "for a day",
  week: "for a week",
} as const;
export type Holds = keyof typeof HOLDS;
const DAYS: Record<Holds, number | null> = { open: null, day: 1, week: 7 };

export function holdsUntil(holds: Holds, now: Date): string | null {
  const days = DAYS[holds];
  return days === null ? null : new Date(now.getTime() + days * 86_400_000).toISOString();
}

export function headline(standing: number): string {
  if (standing === 0) return TEXT.quiet;
  return `${counted(standing, "thing is", "things are")} announced.`;
}

export function followup(planned: number): string {
  if (planned === 0) return TEXT.noPlans;
  return `${counted(planned, "maintenance is", "maintenances are")} planned.`;
}

export function announcedAt(one: Announcement, now: Date): string {
  const said = `said ${moment(new Date(one.at), now)}`;
  return one.until ? `${said}, holds until ${when(new Date(one.until))}` : said;
}

const STAGES: Record<Maintenance["stage"], string> = {
  planned: "planned",
  "going on": "going on",
  over: "over",
  cancelled: "called off",
};

export function plannedFor(one: Maintenance): string {
  return `${STAGES[one.stage]}: ${when(new Date(one.starts_at))} to ${when(new Date(one.ends_at))}`;
}

const WHEN = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

function when(at: Date): string {
  return WHEN.format(at);
}
