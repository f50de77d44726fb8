/** The lines of a wish's story: what has happened, where it stands, and what is to come. */
import type { Got } from "@/api/answers";
import { SHARED } from "@/look/messages";
import { askedWords, COMING, failedWords, HAPPENED, STORY, toldWords } from "./messages";
import { type Stage, stageOf, type Wish } from "./wish";

type Happened = Got<"/api/v1/requests/{request_id}/timeline">["items"][number];

export type Step = {
  key: string;
  /** Done, now, waiting, bad, or to come. */
  kind: "" | "n" | "w" | "x" | "f";
  fact: string;
  at: string | null;
  rest: string | null;
};

const TO_COME = ["approved", "sent", "arrived", "watch"] as const;
/** What only those do who keep the house: where they have no name here, that is what is known of them. */
const BY_KEEPERS: ReadonlySet<string> = new Set(["approved", "declined"]);

export function storyOf(
  wish: Wish,
  everything: readonly Happened[],
  names: (id: string) => string,
  now: Date,
): Step[] {
  const { happened, told } = parted(everything);
  const done = happened.map((one, at): Step => {
    const said = [restOf(one, wish), toldWords(told[at] ?? [], names, now)].filter(Boolean);
    return {
      key: `${at}-${one.what}`,
      kind: "",
      fact: factOf(one, wish, names),
      at: one.at,
      rest: said.join(" ") || null,
    };
  });
  const last = done.at(-1);
  const stage = stageOf(wish);
  if (!last) return done;
  switch (stage.kind) {
    case "stuck":
      return [
        ...done,
        { key: "stuck", kind: "w", fact: STORY.waits, at: null, rest: stage.reason },
        ...ahead(stage, happened),
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
      return [...done.slice(0, -1), { ...last, kind: "n" }, ...ahead(stage, happened)];
    case "here":
    case "declined":
    case "taken-back":
    case "unknown":
      return done;
  }
}

/** Who was told of what is said beside it: it is no step of its own. */
function parted(everything: readonly Happened[]): { happened: Happened[]; told: Happened[][] } {
  const happened: Happened[] = [];
  const told: Happened[][] = [];
  for (const one of everything) {
    if (one.what === "told") told.at(-1)?.push(one);
    else {
      happened.push(one);
      told.push([]);
    }
  }
  return { happened, told };
}

function ahead(stage: Stage, happened: readonly Happened[]): Step[] {
  const seen = new Set(happened.map((one) => one.what));
  const isToCome = (what: string) => what === "arrived" || !seen.has(what);
  return TO_COME.filter(isToCome).map((what) => ({
    key: what,
    kind: "f",
    fact: COMING[what],
    at: null,
    rest: what === "approved" && stage.kind === "waiting" ? STORY.known : null,
  }));
}

function factOf(one: Happened, wish: Wish, names: (id: string) => string): string {
  const called = (id: string) => nameOf(id, one, names);
  if (one.what === "asked") return askedWords(wish, called);
  if (one.what === "approved" && !one.by) return STORY.nobodys;
  const name = one.by ? called(one.by) : STORY.house;
  const who = name === SHARED.somebody && BY_KEEPERS.has(one.what) ? STORY.keeper : name;
  return Object.hasOwn(HAPPENED, one.what)
    ? HAPPENED[one.what as keyof typeof HAPPENED]({ who })
    : one.what;
}

/** As the page knows them; else as the house names who did this. */
function nameOf(id: string, { by, by_name }: Happened, names: (id: string) => string): string {
  const known = names(id);
  return known === SHARED.somebody && id === by ? (by_name ?? known) : known;
}

function restOf(one: Happened, wish: Wish): string | null {
  if (one.what === "asked" && wish.note) return `“${wish.note}”`;
  if (one.what === "declined" && wish.reason) return `“${wish.reason}”`;
  return null;
}
