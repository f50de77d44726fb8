/** A part of a page that could not be read: which, why, and the way to try again. */
import { CircleAlert } from "lucide-react";
import { problemIn } from "@/api/problem";
import { Empty } from "./empty";

export function Broken({
  title,
  error,
  again,
}: {
  title: string;
  error: unknown;
  again: () => void;
}) {
  const problem = problemIn(error);
  return (
    <section className="sec">
      <Empty
        mark={{ icon: CircleAlert, tone: "bad" }}
        title={title}
        action={
          <button type="button" className="btn pri" onClick={again}>
            Try again
          </button>
        }
      >
        {problem.title} {problem.detail}
      </Empty>
    </section>
  );
}
