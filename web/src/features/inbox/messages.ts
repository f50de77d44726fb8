/** What the inbox says. */

import { capital, count } from "@/language/figures";
import { words } from "@/language/words";

export const TEXT = words("inbox", {
  title: "Inbox",
  looking: "Looking for news.",
  readAll: "Mark all as read",
  read: "Mark as read",
  unread: "Unread",
  showMore: "Show more",
  emptyTitle: "No news yet",
  empty: "When something of yours is there, or needs you, it is told here.",
  failedTitle: "The inbox can't be shown",
});

const WAY = words("inbox-way", {
  downloads: "See downloads",
  approvals: "Decide",
  wishes: "See wishes",
  issues: "See the report",
  status: "See how the house is",
  people: "See the household",
  me: "See your account",
  settings: "See to it",
});

const WAY_TO_ONE = words("inbox-way-one", {
  downloads: "See the download",
  wishes: "See the wish",
});

/** What the way to a letter's page is called; null for the inbox itself and for pages of tomorrow. */
export function waySaid(path: string): string | null {
  const [, room = ""] = path.split(/[/?]/);
  if (path.includes("?id=") && room in WAY_TO_ONE)
    return WAY_TO_ONE[room as keyof typeof WAY_TO_ONE];
  return room in WAY ? WAY[room as keyof typeof WAY] : null;
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
