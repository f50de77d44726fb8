/** Which steps of first run are done, left for later, or still to come. */
import type { Integration, Values } from "@/features/settings/integration";
import { integration } from "@/features/settings/integrations";

/** After the owner: what a house wants to be connected to, in this order. */
const IDS = ["plex", "overseerr", "uptime-kuma", "smtp"] as const;

export const steps = (): readonly Integration[] => IDS.flatMap((id) => integration(id) ?? []);

export type Standing = "done" | "later" | "open" | "unknown";

export function standingOf(
  one: Integration,
  values: Values | null | undefined,
  later: ReadonlySet<string>,
): Standing {
  if (values === undefined) return "unknown";
  if (values !== null && one.where(values) !== null) return "done";
  return later.has(one.id) ? "later" : "open";
}

/** The step that comes next; null when none is left. */
export function nextOf(standings: readonly Standing[]): number | null {
  const at = standings.indexOf("open");
  return at === -1 ? null : at;
}
