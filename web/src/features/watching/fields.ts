/** What has to be told for each way of looking, and the probe that comes of it. */
import { bodyOf, type Field } from "@/features/settings/integration";
import { internal } from "@/features/settings/integrations";
import { FIELD } from "@/features/settings/messages";
import { PROBE } from "./messages";
import type { Kind, Probe } from "./probe";

const address = (hint: string): Field => ({
  kind: "address",
  name: "url",
  label: FIELD.address,
  hint,
});

/** Made anew for each look: in the language of whoever reads. */
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

/** The probe that was filled in. The house checks it; what it refuses is said beside the field. */
export function probeIn(kind: Kind, form: FormData): Probe {
  return { type: kind, ...bodyOf(fieldsOf(kind), form) } as Probe;
}
