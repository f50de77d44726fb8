/** Moves a wish on by what the line says, wherever it has been read. */
import type { QueryClient } from "@tanstack/react-query";
import type { Fields } from "@/live/protocol";
import { reshow } from "./read";

export const PROGRESS = "medianest.requests.progress";

export function advance(cache: QueryClient, said: Fields): void {
  const { request_id: id, percent, eta_s } = said;
  if (typeof id !== "string" || typeof percent !== "number") return;
  const progress = { percent, eta_s: typeof eta_s === "number" ? eta_s : null };
  reshow(cache, id, (wish) => ({ ...wish, progress }));
}
