/** What a connection needs to be told, as data: one entry here is one card on the page of settings.
 *
 * Every service offers its connections in the same shape: `GET` shows all but the secrets, `PUT` sets,
 * `POST …/test` tries. A secret that is left empty stays as it is.
 */
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { paths } from "@/api/schema";

export type SettingsPath = Extract<keyof paths, `/api/v1/settings/${string}/${string}`>;
export type Values = Readonly<Record<string, unknown>>;

type Common = { name: string; label: string; hint?: string; isOptional?: true };
export type Field =
  | (Common & { kind: "text" | "address"; isEmptyNull?: true })
  | (Common & { kind: "number" })
  /** `isOnce`: it is used to sign in and not kept, so it is asked for each time. `heldBy`: what says
   * that one is kept, where it is not the connection's own secret. */
  | (Common & { kind: "secret"; isOnce?: true; heldBy?: string })
  /** A media server by its identifier, out of those that are known. */
  | (Common & { kind: "server" })
  | (Common & { kind: "switch" })
  | (Common & { kind: "choice"; options: readonly { value: string; label: string }[] });

/** How it goes with a connection, in one sentence; `next`: what its form is opened for. */
export type Told = { isWell: boolean; said: string; next?: string };

export type Integration = {
  id: string;
  path: SettingsPath;
  icon: LucideIcon;
  title: string;
  what: string;
  fields: readonly Field[];
  /** What stands in the fields of a first connection. */
  initial?: Values;
  canDisconnect?: true;
  /** What it would be set to can't be tried; only what it is. */
  isTriedOnceKept?: true;
  /** It is set where the house runs, and only looked at and tried here: what to say where it is missing. */
  missingSaid?: string;
  /** Where it is, in one line; null if it is known and turned off, or missing. */
  where: (values: Values) => string | null;
  /** What else is to be known of it at a glance. */
  more?: (values: Values) => string | null;
  /** What is to be said of it beside that. */
  told?: (values: Values) => Told | null;
  /** What else belongs to it, whether it stands or not. */
  aside?: ComponentType;
  /** Whose it is can be linked: an account elsewhere that vouches for it. */
  hasOwner?: true;
};

/** What stands in the fields: what is set, or what a first connection begins with. */
export function atFirst(one: Integration, values: Values | null): Values | null {
  const stands = values !== null && one.where(values) !== null;
  return stands || !one.initial ? values : { ...values, ...one.initial };
}

/** The body that sets what was filled in. */
export function bodyOf(fields: readonly Field[], form: FormData): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const typed = String(form.get(field.name) ?? "").trim();
    switch (field.kind) {
      case "text":
      case "address":
        body[field.name] = typed === "" && field.isEmptyNull ? null : typed;
        break;
      case "number":
        body[field.name] = Number(typed);
        break;
      case "secret":
        if (typed !== "") body[field.name] = String(form.get(field.name));
        break;
      case "switch":
        body[field.name] = form.get(field.name) === "on";
        break;
      case "server":
      case "choice":
        body[field.name] = typed === "" ? null : typed;
        break;
    }
  }
  return body;
}

/** The fields that have to be filled in and are not. A kept secret need not be typed again. */
export function missing(
  fields: readonly Field[],
  form: FormData,
  values: Values | null,
): readonly string[] {
  return fields
    .filter((field) => {
      if (field.isOptional || field.kind === "switch" || field.kind === "choice") return false;
      if (field.kind === "secret" && keptOf(field, values) !== null) return false;
      // None at all turns it off, which is a wish only where it is on.
      if (field.kind === "server" && textIn(values, field.name) !== "") return false;
      return String(form.get(field.name) ?? "").trim() === "";
    })
    .map(({ name }) => name);
}

/** What is kept of a secret: how it ends, as far as that is told; null if none is kept. */
export function keptOf(
  field: Extract<Field, { kind: "secret" }>,
  values: Values | null,
): { last: string | null } | null {
  if (field.isOnce || values?.[field.heldBy ?? "has_secret"] !== true) return null;
  return { last: field.heldBy ? null : text(values.last_four) };
}

export type Step = { name: string; ok: boolean; said: string | null; hint: string | null };

/** The steps of a trial, whichever words a service has for why one failed. */
export function stepsIn(told: unknown): Step[] {
  if (typeof told !== "object" || told === null || !("steps" in told)) return [];
  if (!Array.isArray(told.steps)) return [];
  return told.steps.flatMap((step: Record<string, unknown>) =>
    typeof step?.name === "string"
      ? [
          {
            name: step.name,
            ok: step.ok === true,
            said: text(step.detail) ?? text(step.why) ?? text(step.flaw),
            hint: text(step.hint),
          },
        ]
      : [],
  );
}

/** Whether all went well, as far as anything was tried. */
export function allWell(steps: readonly Step[]): boolean {
  return steps.length > 0 && steps.every(({ ok }) => ok);
}

export function textIn(values: Values | null, name: string): string {
  const value = values?.[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}
