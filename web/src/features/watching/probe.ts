/** The ways of looking at something, each with what it needs to be told. */
import type { Got } from "@/api/answers";
import type { components } from "@/api/schema";
import { bodyOf, type Field } from "@/features/settings/integration";

export type Monitor = Got<"/api/v1/status">["monitors"][number];
export type Plan = components["schemas"]["PlanBody"];
export type Probe = Plan["probe"];
export type Kind = Probe["type"];

const INTERNAL = {
  kind: "switch",
  name: "internal",
  label: "It is on the own network",
  hint: "Without this, addresses inside the house are not called.",
} as const satisfies Field;

const URL_FIELD = { kind: "address", name: "url", label: "Address" } as const;

export const FIELDS: Record<Kind, readonly Field[]> = {
  http: [{ ...URL_FIELD, hint: "https://example.org/health" }, INTERNAL],
  tcp: [
    { kind: "address", name: "host", label: "Server" },
    { kind: "number", name: "port", label: "Port" },
    INTERNAL,
  ],
  dns: [{ kind: "address", name: "name", label: "Name to be found", hint: "example.org" }],
  plex: [{ ...URL_FIELD, hint: "http://192.168.1.5:32400" }, INTERNAL],
  overseerr: [{ ...URL_FIELD, hint: "http://192.168.1.5:5055" }, INTERNAL],
  disk: [
    { kind: "text", name: "disk", label: "Disk, as the operator named it" },
    { kind: "number", name: "free_gb", label: "Gigabytes that have to be free" },
  ],
};

export const KINDS = Object.keys(FIELDS) as readonly Kind[];

/** How often it is looked at, in seconds. */
export const EVERY = ["30", "60", "300", "900"] as const;
export type Every = (typeof EVERY)[number];

export function everyOf(plan: Plan | null): Every {
  const seconds = String(plan?.every_s ?? 60);
  return EVERY.find((one) => one === seconds) ?? "60";
}

/** The probe that was filled in. The house checks it; what it refuses is said beside the field. */
export function probeIn(kind: Kind, form: FormData): Probe {
  return { type: kind, ...bodyOf(FIELDS[kind], form) } as Probe;
}
