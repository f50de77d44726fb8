/** What the first page says: who is greeted, what comes next, and how the house is. */

import { type Monitor, stateOf } from "@/features/status/status";
import { clock, count, formatted } from "@/language/figures";
import { words } from "@/language/words";

export const TEXT = words("home", {
  morning: "Good morning, {name}.",
  day: "Hello, {name}.",
  evening: "Good evening, {name}.",
  night: "Still up, {name}?",
  theDay: "{weekday} {part}, {date}",
  partMorning: "morning",
  partDay: "afternoon",
  partEvening: "evening",
  partNight: "night",
  now: "Now",
  yourWishes: "Your wishes",
  allWishes: "{count, plural, =0 {See them} one {See it} other {All #}}",
  noWishes: "You wish for nothing just now.",
  toDiscover: "Find something",
  downloading: "Downloading now",
  queue: "Queue",
  noDownloads: "Nothing is on its way.",
  toDownloads: "Bring a video home",
  house: "The house",
  status: "Status",
  works: "works",
  allWork: "Everything works.",
  othersWork: "{count, plural, one {The other one works.} other {The other {number} work.}}",
  slow: "slow since {when}",
  slowOnly: "slow",
  away: "away since {when}",
  awayOnly: "away",
  maintenance: "in maintenance",
  unknown: "not looked at",
  unseen: "This part of the house does not answer just now.",
  trending: "What others look at",
  films: "Films",
  series: "Series",
  discover: "Discover",
  recent: "Recently added",
  library: "Library",
  added: "Added {when}",
  watch: "Watch on Plex",
  seeHere: "See it in the library",
  news: "News of the house",
});

/** What comes next, as the second line of the page's sentence: a title that shines, and the words after it. */
export const NEXT = words("next", {
  here: " can be watched.",
  comingSoon: " comes in; {left}.",
  coming: " comes in.",
  stuck: " waits: {reason}",
  waiting: " waits for a yes.",
  approved: " is sent in a moment.",
  fetched: " is being fetched.",
  partly: " is here in part; the rest is on its way.",
  nothing: "Nothing is on its way. What would you like to see?",
  decide: "{count, plural, one {One waits} other {{number} wait}} for your yes.",
});

export function greeting(name: string, now: Date): string {
  const hour = now.getHours();
  if (hour < 5) return TEXT.night({ name });
  if (hour < 12) return TEXT.morning({ name });
  return hour < 18 ? TEXT.day({ name }) : TEXT.evening({ name });
}

/** "Sunday evening, 22 November". */
export function dayWords(now: Date): string {
  const hour = now.getHours();
  const part =
    hour < 5
      ? TEXT.partNight
      : hour < 12
        ? TEXT.partMorning
        : hour < 18
          ? TEXT.partDay
          : TEXT.partEvening;
  const weekday = formatted(now, { weekday: "long" });
  return TEXT.theDay({ weekday, part, date: formatted(now, { day: "numeric", month: "long" }) });
}

/** How a part of the house is, in a few letters: it stands beside its name. */
export function serviceWords({ state, since }: Monitor, now: Date): string {
  const when = since ? dayOrClock(new Date(since), now) : null;
  switch (stateOf(state)) {
    case "up":
      return TEXT.works;
    case "degraded":
      return when ? TEXT.slow({ when }) : TEXT.slowOnly;
    case "down":
      return when ? TEXT.away({ when }) : TEXT.awayOnly;
    case "maintenance":
      return TEXT.maintenance;
    case "unknown":
      return TEXT.unknown;
  }
}

/** What can be said of the parts that are well, beside those that are not. */
export function wellWords(well: number, all: number): string {
  if (well === 0) return "";
  if (well === all) return TEXT.allWork;
  return TEXT.othersWork({ count: well, number: count(well) });
}

/** "10:47" today, "3 Dec" on any other day. */
function dayOrClock(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString()
    ? clock(at)
    : formatted(at, { day: "numeric", month: "short" });
}

export const CLOSE = words("close-news", { close: "Close: {title}" });
