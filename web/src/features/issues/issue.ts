/** A report that something is wrong with a title. */
import type { Got } from "@/api/answers";
import type { components } from "@/api/schema";

export type Issue = Got<"/api/v1/issues">["items"][number];
export type OneIssue = Got<"/api/v1/issues/{issue_id}">;
export type Report = components["schemas"]["ReportBody"];
export type Kind = Report["kind"];

export const KINDS = ["video", "audio", "subtitle", "other"] as const satisfies readonly Kind[];

export type Show = "open" | "resolved";

export function isOpen(issue: Issue): boolean {
  return issue.status === "open";
}

export function kindOf(issue: Issue): Kind {
  return KINDS.find((one) => one === issue.kind) ?? "other";
}

export function pageOf(id: string): `/${string}` {
  return `/issues?id=${encodeURIComponent(id)}`;
}

/** The number that was typed for a season or an episode; null for none, or for what is no number. */
export function numberIn(typed: string): number | null {
  const said = typed.trim();
  return /^\d{1,4}$/.test(said) ? Number(said) : null;
}
