/** The lines of a wish's story: what has happened, where it stands, and what is to come. */
import type { Got } from "@/api/answers";
import { askedWords, COMING, failedWords, HAPPENED, STORY } from "./messages";
import { stageOf, type Wish } from "./wish";

type Happened = Got<"/api/v1/requests/{request_id}/timeline">["items"][number];

export type Step = {
  key: string;
  /** Done, now, waiting, bad, or to come. */
  kind: "" | "n" | "w" | "x" | "f";
  fact: string;
  at: string | null;
  rest: string | null;
};

const TO_COME = ["approved", "sent", "arrived"] as const;

export function storyOf(
  wish: Wish,
  happened: readonly Happened[],
  names: (id: string) => string,
): Step[] {
  const done = happened.map(
    (one, at): Step => ({
      key: `${at}-${one.what}`,
      kind: "",
      fact: factOf(one, wish, names),
      at: one.at,
      rest: restOf(one, wish),
    }),
  );
  const last = done.at(-1);
  const stage = stageOf(wish);
  if (!last) return done;
  switch (stage.kind) {
    case "stuck":
      return [
        ...done,
        { key: "stuck", kind: "w", fact: STORY.waits, at: null, rest: stage.reason },
        ...ahead(happened),
      ];
    case "failed":
      return done.map((step, at) =>
        happened[at]?.what === "gave-up"
          ? { ...step, kind: "x", rest: failedWords(stage.reason) }
          : step,
      );
    case "waiting":
    case "approved":
    case "on-its-way":
    case "partly-here":
      return [...done.slice(0, -1), { ...last, kind: "n" }, ...ahead(happened)];
    case "here":
    case "declined":
    case "taken-back":
    case "unknown":
      return done;
  }
}

function ahead(happened: readonly Happened[]): Step[] {
  const seen = new Set(happened.map((one) => one.what));
  return TO_COME.filter((what) => what === "arrived" || !seen.has(what)).map((what) => ({
    key: what,
    kind: "f",
    fact: COMING[what],
    at: null,
    rest: null,
  }));
}

function factOf(one: Happened, wish: Wish, names: (id: string) => string): string {
  if (one.what === "asked") return askedWords(wish, names);
  const by = one.by ?? one.who;
  const who = by ? names(by) : STORY.house;
  if (one.what === "approved" && !one.by) return STORY.nobodys;
  return Object.hasOwn(HAPPENED, one.what)
    ? HAPPENED[one.what as keyof typeof HAPPENED]({ who })
    : one.what;
}

function restOf(one: Happened, wish: Wish): string | null {
  if (one.what === "asked" && wish.note) return `“${wish.note}”`;
  if (one.what === "declined" && wish.reason) return `“${wish.reason}”`;
  return null;
}
