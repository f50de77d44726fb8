/** Which steps of first run are done, left for later, or still to come. */
import type { Integration, Values } from "@/features/settings/integration";
import { integration } from "@/features/settings/integrations";

/** After the owner: what a house wants to be connected to, in this order. */
const IDS = [
  "plex",
  "plex-sign-in",
  "overseerr",
  "uptime-kuma",
  "downloads-folder",
  "smtp",
] as const;

export const steps = (): readonly Integration[] => IDS.flatMap((id) => integration(id) ?? []);

/** `untried`: it stands, set where the house runs, and nobody has looked at it here yet. */
export type Standing = "done" | "untried" | "later" | "open" | "unknown";

/** What is kept on this device: the steps that wait, and those that were looked at. */
export type Kept = { later: ReadonlySet<string>; seen: ReadonlySet<string> };

export function standingOf(
  one: Integration,
  values: Values | null | undefined,
  { later, seen }: Kept,
): Standing {
  if (values === undefined) return "unknown";
  const stands = values !== null && one.where(values) !== null;
  if (stands && (one.missingSaid === undefined || seen.has(one.id))) return "done";
  if (later.has(one.id)) return "later";
  return stands ? "untried" : "open";
}

/** The step that comes next; null when none is left. */
export function nextOf(standings: readonly Standing[]): number | null {
  const at = standings.findIndex((one) => one === "open" || one === "untried");
  return at === -1 ? null : at;
}
