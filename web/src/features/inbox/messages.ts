/** What the inbox says. */
import { counted } from "@/look/words";

export const TEXT = {
  title: "Inbox",
  looking: "Looking for news.",
  readAll: "Mark all as read",
  read: "Mark as read",
  unread: "Unread",
  seeDownload: "See downloads",
  showMore: "Show more",
  emptyTitle: "No news yet",
  empty: "When something of yours is there, or needs you, it is told here.",
  failedTitle: "The inbox can't be shown",
} as const;

export function headline(unread: number, total: number): { fact: string; next: string } {
  if (unread > 0)
    return {
      fact: `${counted(unread, "thing is", "things are")} new.`,
      next: "The newest stands first.",
    };
  if (total > 0) return { fact: "Nothing waits for you.", next: "You have read everything." };
  return { fact: "Nothing waits for you.", next: "You will hear when something comes." };
}
