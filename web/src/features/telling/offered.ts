/** What of the matrix is for whom: no news that never comes to somebody, no way that nobody can take. */
import type { Permission } from "@/features/session/only";
import type { Category, Channel, Kind } from "./queries";

/** News that only reach who can do something about them. */
const ONLY_TO: Partial<Record<Category["name"], readonly Permission[]>> = {
  approvals: ["requests.decide", "downloads.manage"],
  people: ["members.manage"],
};

/** Where on the page channels are made. */
export const WAYS = "ways";

const ORDER = ["email", "push", "webhook", "apprise"] as const satisfies readonly Kind[];

/** Whether such news can come to somebody who may do this. */
export function comesTo(category: Category, may: readonly Permission[]): boolean {
  const needed = ONLY_TO[category.name];
  return needed === undefined || needed.some((one) => may.includes(one));
}

/** Where a channel of a kind is made; null where there is no page for it, or not for them. */
export function madeAt(kind: Kind, may: readonly Permission[]): "here" | "programs" | null {
  switch (kind) {
    case "email":
    case "push":
    case "apprise":
      return "here";
    case "webhook":
      return may.includes("settings.manage") ? "programs" : null;
  }
}

/** The kinds that reach somebody, and those that they could still make; nothing is missing before it is known. */
export function waysOf(
  channels: readonly Channel[] | undefined,
  may: readonly Permission[],
): { there: Kind[]; missing: Kind[] } {
  const isMade = (kind: Kind) => madeAt(kind, may) !== null;
  if (!channels) return { there: ORDER.filter(isMade), missing: [] };
  const isThere = (kind: Kind) =>
    channels.some((one) => one.kind === kind && one.verified && one.disabled === null);
  return {
    there: ORDER.filter(isThere),
    missing: ORDER.filter((kind) => !isThere(kind) && isMade(kind)),
  };
}
