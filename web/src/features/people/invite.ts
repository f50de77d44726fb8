/** An invite: how it stands, and until when a new one is good. */
import type { Got } from "@/api/answers";

export type Invite = Got<"/api/v1/invites">["items"][number];
export type InvitedRole = "admin" | "moderator" | "member" | "guest";

export const INVITED_ROLES = [
  "member",
  "guest",
  "moderator",
  "admin",
] as const satisfies readonly InvitedRole[];

export type Standing = "open" | "used" | "over" | "withdrawn";

export function standingOf(invite: Invite, now: Date): Standing {
  if (invite.withdrawn) return "withdrawn";
  if (invite.accepted_by.length >= invite.uses_max) return "used";
  return new Date(invite.expires_at) <= now ? "over" : "open";
}

export const SPANS = { day: 1, week: 7, month: 30 } as const;
export type Span = keyof typeof SPANS;

export function until(span: Span, now: Date): Date {
  return new Date(now.getTime() + SPANS[span] * 86_400_000);
}

export const USES = ["1", "5", "20"] as const;
export type Uses = (typeof USES)[number];
