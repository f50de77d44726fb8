/** A member as those see them who keep the house: what they may, and how that differs from their role. */
import type { Got } from "@/api/answers";

export type Person = Got<"/api/v1/members">["items"][number];
export type Role = Person["role"];
export type Permission = Person["permissions"][number];
export type LimitName = "requests_per_hour" | "downloads_per_hour" | "download_gb_per_day";

export const ROLES = [
  "owner",
  "admin",
  "moderator",
  "member",
  "guest",
] as const satisfies readonly Role[];
export const LIMITS = [
  "requests_per_hour",
  "downloads_per_hour",
  "download_gb_per_day",
] as const satisfies readonly LimitName[];

/** Somebody who was seen within this time is here. */
const HERE_MS = 10 * 60_000;

export type Presence =
  | { kind: "disabled" }
  | { kind: "here" }
  | { kind: "seen"; at: Date }
  /** Nobody noted it: not here for three months, or never. */
  | { kind: "unknown" };

export function presenceOf(person: Person, now: Date): Presence {
  if (person.disabled) return { kind: "disabled" };
  if (person.last_seen_at === null) return { kind: "unknown" };
  const at = new Date(person.last_seen_at);
  return now.getTime() - at.getTime() < HERE_MS ? { kind: "here" } : { kind: "seen", at };
}

/** Whether the role alone would allow it. */
export function byRole(person: Person, permission: Permission): boolean {
  if (person.granted.includes(permission)) return false;
  if (person.denied.includes(permission)) return true;
  return person.permissions.includes(permission);
}

/** What to ask the house for, so that they may or may not; null is "as the role says". */
export function wished(person: Person, permission: Permission, isWanted: boolean): boolean | null {
  return byRole(person, permission) === isWanted ? null : isWanted;
}

export type Change = {
  role?: Role;
  disabled?: boolean;
  permissions?: Partial<Record<Permission, boolean | null>>;
  limits?: Partial<Record<LimitName, number | null>>;
};

/** The person as they will be; what only the house knows (what a role brings) comes with its answer. */
export function changed(person: Person, change: Change): Person {
  let next: Person = {
    ...person,
    role: change.role ?? person.role,
    disabled: change.disabled ?? person.disabled,
  };
  for (const [name, wanted] of Object.entries(change.permissions ?? {})) {
    const permission = name as Permission;
    const isUsual = byRole(person, permission);
    const isOn = wanted ?? isUsual;
    next = {
      ...next,
      permissions: withOrWithout(next.permissions, permission, isOn),
      granted: withOrWithout(next.granted, permission, isOn && !isUsual),
      denied: withOrWithout(next.denied, permission, !isOn && isUsual),
    };
  }
  return next;
}

function withOrWithout(all: readonly Permission[], one: Permission, isIn: boolean): Permission[] {
  const others = all.filter((other) => other !== one);
  return isIn ? [...others, one] : others;
}

/** What differs from the role. */
export function differing(person: Person): number {
  return person.granted.length + person.denied.length;
}

/** The limits that were typed: a number, null for "as for everybody", or what can't be read. */
export function limitsIn(form: FormData): {
  limits: Record<LimitName, number | null>;
  wrong: readonly LimitName[];
} {
  const limits = { requests_per_hour: null, downloads_per_hour: null, download_gb_per_day: null };
  const found: Record<LimitName, number | null> = limits;
  const wrong: LimitName[] = [];
  for (const name of LIMITS) {
    const typed = String(form.get(name) ?? "").trim();
    if (typed === "") continue;
    if (/^\d{1,6}$/.test(typed)) found[name] = Number(typed);
    else wrong.push(name);
  }
  return { limits: found, wrong };
}

/** The address of somebody's page. */
export function pageOf(id: string): `/${string}` {
  return `/people/one?id=${encodeURIComponent(id)}`;
}
