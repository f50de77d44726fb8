/** What the inbox says. */

import { capital, count, daysBetween, formatted } from "@/language/figures";
import { words } from "@/language/words";

export const TEXT = words("inbox", {
  title: "Inbox",
  looking: "Looking for news.",
  readAll: "Mark all as read",
  read: "Mark as read",
  unread: "Unread",
  today: "Today",
  yesterday: "Yesterday",
  showMore: "Show more",
  emptyTitle: "No news yet",
  empty: "When something of yours is there, or needs you, it is told here.",
  failedTitle: "The inbox can't be shown",
});

/** Pages that a letter may lead to; none leads to the inbox itself, or to a page of tomorrow. */
const ROOMS = [
  "downloads",
  "approvals",
  "wishes",
  "issues",
  "status",
  "people",
  "me",
  "settings",
] as const;

export function leadsOn(path: string): boolean {
  const [, room] = path.split(/[/?]/);
  return ROOMS.some((one) => one === room);
}

/** "Today", "Yesterday", "Tuesday", "3 November". */
export function dayOf(at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days <= 0) return TEXT.today;
  if (days === 1) return TEXT.yesterday;
  return formatted(at, days < 7 ? { weekday: "long" } : { day: "numeric", month: "long" });
}

const HEAD = words("inbox-head", {
  unread: "{count, plural, one {One thing is} other {{number} things are}} new.",
  unreadNext: "The newest stands first.",
  nothing: "Nothing waits for you.",
  allRead: "You have read everything.",
  none: "You will hear when something comes.",
});

export function headline(unread: number, total: number): { fact: string; next: string } {
  if (unread > 0) {
    const fact = HEAD.unread({ count: unread, number: capital(count(unread)) });
    return { fact, next: HEAD.unreadNext };
  }
  return { fact: HEAD.nothing, next: total > 0 ? HEAD.allRead : HEAD.none };
}
