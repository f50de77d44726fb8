/** The ways of looking at something, each with what it needs to be told. */
import type { Got } from "@/api/answers";
import type { components } from "@/api/schema";
import { bodyOf, type Field } from "@/features/settings/integration";
import { internal } from "@/features/settings/integrations";
import { FIELD } from "@/features/settings/messages";
import { PROBE } from "./messages";

export type Monitor = Got<"/api/v1/status">["monitors"][number];
export type Plan = components["schemas"]["PlanBody"];
export type Probe = Plan["probe"];
export type Kind = Probe["type"];

const address = (hint: string): Field => ({
  kind: "address",
  name: "url",
  label: FIELD.address,
  hint,
});

/** What has to be told for each, made anew for each look: in the language of whoever reads. */
export function fieldsOf(kind: Kind): readonly Field[] {
  switch (kind) {
    case "http":
      return [address("https://example.org/health"), internal()];
    case "plex":
      return [address("http://192.168.1.5:32400"), internal()];
    case "overseerr":
      return [address("http://192.168.1.5:5055"), internal()];
    case "tcp":
      return [
        { kind: "address", name: "host", label: FIELD.host },
        { kind: "number", name: "port", label: FIELD.port },
        internal(),
      ];
    case "dns":
      return [{ kind: "address", name: "name", label: PROBE.name, hint: "example.org" }];
    case "disk":
      return [
        { kind: "text", name: "disk", label: PROBE.disk },
        { kind: "number", name: "free_gb", label: PROBE.free },
      ];
  }
}

export const KINDS: readonly Kind[] = ["http", "tcp", "dns", "plex", "overseerr", "disk"];

/** How often it is looked at, in seconds. */
export const EVERY = ["30", "60", "300", "900"] as const;
export type Every = (typeof EVERY)[number];

export function everyOf(plan: Plan | null): Every {
  const seconds = String(plan?.every_s ?? 60);
  return EVERY.find((one) => one === seconds) ?? "60";
}

/** The probe that was filled in. The house checks it; what it refuses is said beside the field. */
export function probeIn(kind: Kind, form: FormData): Probe {
  return { type: kind, ...bodyOf(fieldsOf(kind), form) } as Probe;
}
