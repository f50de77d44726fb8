/** Why the door stays closed, in the words of the house. */
import { CircleAlert, Hourglass } from "lucide-react";
import { problemIn } from "@/api/problem";
import { Note } from "@/look/surfaces/note";
import { soonWords } from "./messages";

export function Refusal({ error }: { error: unknown }) {
  const problem = problemIn(error);
  switch (problem.kind) {
    case "limited":
      return (
        <Note icon={Hourglass} tone="warn" role="alert">
          <b>{problem.title}</b>{" "}
          {problem.retryAfterS === null ? problem.detail : soonWords(problem.retryAfterS)}
        </Note>
      );
    case "signed-out":
    case "second-step":
    case "refused":
    case "missing":
    case "outdated":
    case "away":
      return (
        <Note icon={CircleAlert} tone="bad" role="alert">
          <b>{problem.title}</b> {problem.detail}
        </Note>
      );
  }
}
