/** What an answer says when it is not the one that was hoped for; a union, so that no page forgets one. */
import { words } from "@/language/words";
import { type Part, partOf } from "./parts";

const PROBLEM = words("problems", {
  unreached: "The house does not answer.",
  unreachedRest: "Check the connection of this device; the page tries again by itself.",
  failed: "That did not work.",
  away: "This part of the house is away.",
});

export type Problem =
  /** It did not answer as it should, and may do so in a moment: worth asking again. `part` is null where
   * the door itself did not, or nobody knows who. */
  | { kind: "away"; title: string; detail: string | null; part: Part | null }
  /** The house knows nothing of that name. */
  | { kind: "missing"; title: string; detail: string | null }
  /** What it was meant for was changed meanwhile: read it anew first. */
  | { kind: "outdated"; title: string; detail: string | null }
  | { kind: "signed-out"; title: string; detail: string | null }
  /** The password was right; a second factor is asked for before the door opens. */
  | { kind: "second-step"; title: string; detail: string | null }
  | { kind: "limited"; title: string; detail: string | null; retryAfterS: number | null }
  | { kind: "refused"; title: string; detail: string | null; fields: Record<string, string> };

/** Thrown by every failed call; `problem` is in words for the member. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = "Refused";
  }
}

export const UNREACHED: Problem = {
  kind: "away",
  part: null,
  get title() {
    return PROBLEM.unreached;
  },
  get detail() {
    return PROBLEM.unreachedRest;
  },
};

type Body = { type?: unknown; title?: unknown; detail?: unknown; errors?: unknown };

/** Reads an RFC 9457 answer; anything else becomes a plain sentence. Only what the house decided is a refusal. */
export function problemOf(answer: Response, body: unknown): Problem {
  const said: Body = typeof body === "object" && body !== null ? body : {};
  const title = text(said.title) ?? PROBLEM.failed;
  const detail = text(said.detail) === title ? null : text(said.detail);
  switch (true) {
    case answer.status === 401 && text(said.type)?.endsWith("second-factor-wanted"):
      return { kind: "second-step", title, detail };
    case answer.status === 401:
      return { kind: "signed-out", title, detail };
    case answer.status === 429:
      return {
        kind: "limited",
        title,
        detail,
        retryAfterS: seconds(answer.headers.get("Retry-After")),
      };
    case answer.status === 404:
      return { kind: "missing", title, detail };
    case answer.status === 412:
      return { kind: "outdated", title, detail };
    // Whatever broke there, it is no word about what was asked for.
    case answer.status >= 500:
      return {
        kind: "away",
        title: text(said.title) ?? PROBLEM.away,
        detail,
        part: partOf(answer.url),
      };
    default:
      return { kind: "refused", title, detail, fields: fieldsOf(said.errors) };
  }
}

/** The problem behind anything that was thrown. */
export function problemIn(error: unknown): Problem {
  return error instanceof Refused ? error.problem : UNREACHED;
}

function fieldsOf(errors: unknown): Record<string, string> {
  if (!Array.isArray(errors)) return {};
  const fields: Record<string, string> = {};
  for (const entry of errors as Array<{ pointer?: unknown; detail?: unknown }>) {
    const name = text(entry?.pointer)?.replace(/^#?\//, "");
    const detail = text(entry?.detail);
    if (name && detail) fields[name] = detail;
  }
  return fields;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function seconds(header: string | null): number | null {
  const value = Number(header);
  return header !== null && Number.isFinite(value) ? value : null;
}
