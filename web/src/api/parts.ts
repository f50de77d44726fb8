/** Which part of the house answers at an address, so that it is known who does not. */
import type { paths } from "./schema";

export type Part = "identity" | "requests" | "downloads" | "status" | "notify";

type Split<Path> = Path extends `/api/v1/${infer First}/${string}`
  ? First
  : Path extends `/api/v1/${infer Only}`
    ? Only
    : never;
type First = Exclude<Split<keyof paths>, "settings" | "admin">;

const ANSWERS: Record<First | "images", Part> = {
  auth: "identity",
  house: "identity",
  invites: "identity",
  me: "identity",
  members: "identity",
  setup: "identity",
  discover: "requests",
  images: "requests",
  issues: "requests",
  library: "requests",
  requests: "requests",
  search: "requests",
  titles: "requests",
  downloads: "downloads",
  status: "status",
  notifications: "notify",
};
const PARTS: ReadonlySet<string> = new Set(Object.values(ANSWERS));

/** Null where it is none of them: what all of them answer together, and the door itself. */
export function partOf(address: string): Part | null {
  const [first = "", second = ""] = (address.split("/api/v1/")[1] ?? "").split(/[/?]/);
  // What is set for a part, that part keeps.
  if (first === "settings") return PARTS.has(second) ? (second as Part) : null;
  return Object.hasOwn(ANSWERS, first) ? ANSWERS[first as keyof typeof ANSWERS] : null;
}
