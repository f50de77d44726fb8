/** Says in a toast why something was not done; the way it was before stands again. */
import { CircleAlert } from "lucide-react";
import { problemIn } from "@/api/problem";
import { tell } from "./toast";

export function tellRefused(error: unknown): void {
  const { title, detail } = problemIn(error);
  tell({ icon: CircleAlert, tone: "bad", fact: title, ...(detail ? { rest: detail } : {}) });
}
