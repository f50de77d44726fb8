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

export type Column = { kind: Kind; isThere: boolean };

/** One for each kind that is there or could be made; as long as channels are not known, all seem to be there. */
export function columnsOf(
  channels: readonly Channel[] | undefined,
  may: readonly Permission[],
): Column[] {
  const isThere = (kind: Kind) =>
    channels?.some((one) => one.kind === kind && one.verified && one.disabled === null) ?? true;
  const isOurs = (kind: Kind) => channels?.some((one) => one.kind === kind) ?? false;
  return ORDER.filter((kind) => isOurs(kind) || madeAt(kind, may) !== null).map((kind) => ({
    kind,
    isThere: isThere(kind),
  }));
}
