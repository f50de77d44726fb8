/** The lines of a wish's story: what has happened, where it stands, and what is to come. */
import type { Got } from "@/api/answers";
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

const TO_COME = [
  { what: "approved", fact: "A yes" },
  { what: "sent", fact: "Sent to be fetched" },
  { what: "arrived", fact: "In the library" },
] as const;

export function storyOf(
  wish: Wish,
  happened: readonly Happened[],
  names: (id: string) => string,
): Step[] {
  const done = happened.map(
    (one, at): Step => ({
      key: `${at}-${one.what}`,
      kind: "",
      fact: factOf(one, names),
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
        { key: "stuck", kind: "w", fact: "It waits", at: null, rest: stage.reason },
        ...ahead(happened),
      ];
    case "failed":
      return done.map((step, at) =>
        happened[at]?.what === "gave-up" ? { ...step, kind: "x", rest: stage.reason } : step,
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
  return TO_COME.filter(({ what }) => what === "arrived" || !seen.has(what)).map(
    ({ what, fact }) => ({ key: what, kind: "f", fact, at: null, rest: null }),
  );
}

function factOf(one: Happened, names: (id: string) => string): string {
  const who = one.by ? names(one.by) : "The house";
  switch (one.what) {
    case "asked":
      return `${who} asked for it`;
    case "approved":
      return one.by ? `${who} said yes` : "Nobody's yes was needed";
    case "declined":
      return `${who} said no`;
    case "cancelled":
      return `${who} took it back`;
    case "undone":
      return `${who} undid that`;
    case "retried":
      return `${who} asked once more`;
    case "edited":
      return `${who} changed it`;
    case "followed":
      return `${who} follows it`;
    case "unfollowed":
      return `${who} follows it no more`;
    case "sent":
      return "Sent to be fetched";
    case "arrived":
      return "It is in the library";
    case "gave-up":
      return "It does not come";
    case "server-away":
      return "The server that fetches was away";
    case "server-back":
      return "The server that fetches was back";
    case "told":
      return "Somebody was told";
    default:
      return one.what;
  }
}

function restOf(one: Happened, wish: Wish): string | null {
  if (one.what === "asked" && wish.note) return `“${wish.note}”`;
  if (one.what === "declined" && wish.reason) return `“${wish.reason}”`;
  return null;
}
