/** Whom the house knows as the owner of its media server. */
import type { Got } from "@/api/answers";
import type { Values } from "./integration";

type Page = Pick<Got<"/api/v1/settings/identity/plex">, "has_owner_token" | "owner">;

export type Owner =
  | { kind: "nobody" }
  /** By a token that was set where the house runs. */
  | { kind: "given" }
  | { kind: "linked"; name: string | null; by: string; at: Date };

export function ownerIn(values: Values): Owner {
  const { has_owner_token, owner } = values as Partial<Page>;
  if (owner)
    return {
      kind: "linked",
      name: owner.name,
      by: owner.linked_by,
      at: new Date(owner.linked_at),
    };
  return { kind: has_owner_token === true ? "given" : "nobody" };
}
