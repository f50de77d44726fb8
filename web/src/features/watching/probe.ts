/** The ways of looking at something, and how often. */
import type { Got } from "@/api/answers";
import type { components } from "@/api/schema";

export type Monitor = Got<"/api/v1/status">["monitors"][number];
export type Plan = components["schemas"]["PlanBody"];
export type Probe = Plan["probe"];
export type Kind = Probe["type"];

export const KINDS: readonly Kind[] = ["http", "tcp", "dns", "plex", "overseerr", "disk"];

/** How often it is looked at, in seconds. */
export const EVERY = ["30", "60", "300", "900"] as const;
export type Every = (typeof EVERY)[number];

export function everyOf(plan: Plan | null): Every {
  const seconds = String(plan?.every_s ?? 60);
  return EVERY.find((one) => one === seconds) ?? "60";
}
