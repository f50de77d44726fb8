/** The one thing that a letter is about, where the letter says which it is. */
import type { Service } from "@/features/events/fact";
import type { Letter } from "./queries";

export type About = { service: Service; stream: string };

/** By the page that it leads to. What waits for a yes may be a wish, a video or a playlist: it does not say. */
const KINDS: Readonly<Record<string, { service: Service; kind: string }>> = {
  "/wishes": { service: "requests", kind: "request" },
  "/issues": { service: "requests", kind: "issue" },
  "/downloads": { service: "downloads", kind: "download" },
  "/people/one": { service: "identity", kind: "member" },
};

export function aboutOf({ path, about_id: id, category }: Letter): About | null {
  if (id === null) return null;
  const [page = ""] = path.split("?");
  if (page === "/status")
    return category === "status" ? { service: "status", stream: `monitor-${id}` } : null;
  const known = path === page ? undefined : KINDS[page];
  return known ? { service: known.service, stream: `${known.kind}-${id}` } : null;
}
