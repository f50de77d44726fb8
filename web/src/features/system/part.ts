/** One part of the house: whether it works, and how far its readers are behind. */
import type { Got } from "@/api/answers";

export type SystemNow = Got<"/api/v1/admin/system">;
export type Service = SystemNow["items"][number];
export type Reader = Service["readers"][number];
export type DeadLetter = Got<"/api/v1/admin/dead-letters">["items"][number];

export type GivenUp = SystemNow["given_up"][number];

export type Health = "well" | "behind" | "ailing" | "away";
export type Part = Service & { health: Health; behind: number; waiting: number };

/** So many facts behind is no more than what happens while one looks. */
const A_FEW = 50;

export function partsOf(system: SystemNow): Part[] {
  const heads = new Map(system.items.map(({ service, head }) => [String(service), head]));
  return system.items.map((service) => {
    const behind = Math.max(0, ...service.readers.map((one) => behindOf(service, one, heads)));
    const waiting = service.jobs
      .filter(({ status }) => status !== "dead")
      .reduce((sum, { count }) => sum + count, 0);
    return { ...service, behind, waiting, health: healthOf(service, behind) };
  });
}

/** How many facts or messages a reader has yet to read; what another part has told is not counted. */
export function behindOf(
  service: Service,
  reader: Reader,
  heads: ReadonlyMap<string, number>,
): number {
  // Another service's stream counts messages, not facts: its head is not known here.
  if (reader.source !== "own") return 0;
  return Math.max(0, (heads.get(service.service) ?? 0) - reader.position);
}

function healthOf(service: Service, behind: number): Health {
  if (service.breaker === "open") return "away";
  if (service.detail !== null || service.readers.some(({ error }) => error !== null))
    return "ailing";
  return behind > A_FEW ? "behind" : "well";
}

export const TONE: Record<Health, "ok" | "warn" | "bad"> = {
  well: "ok",
  behind: "warn",
  ailing: "warn",
  away: "bad",
};
