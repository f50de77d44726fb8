import { describe, expect, it } from "vitest";
import { storyOf } from "./happened";
import { mineOf } from "./mine";
import type { Wish } from "./wish";

const NOW = new Date(2026, 10, 30, 20, 0);
const at = (minute: number) => new Date(2026, 10, 30, 10, minute).toISOString();
const names = (id: string) => ({ me: "You", anna: "Anna" })[id] ?? "Somebody";
const wish = (more: Partial<Wish>) =>
  ({
    status: "pending",
    media_type: "movie",
    tmdb_id: 1,
    note: null,
    requested_by: "me",
    asked_by: "me",
    ...more,
  }) as Wish;
type Of = { by?: string; by_name?: string; who?: string };
const line = (what: string, minute: number, more: Of = {}) => ({
  what,
  at: at(minute),
  by: more.by ?? null,
  by_name: more.by_name ?? null,
  who: more.who ?? null,
  detail: null,
});

describe("the story of a wish", () => {
  const asked = line("asked", 40, { by: "me" });
  const approved = line("approved", 47, { by: "jonas" });
  const factsOf = (one: Wish, ...happened: (typeof asked)[]) =>
    storyOf(one, happened, names, NOW).map(({ fact }) => fact);
  it("says who did it, and of keepers who have no name here what is known of them", () => {
    const jonas = { ...approved, by_name: "Jonas" };
    const status = { status: "approved" };
    expect(factsOf(wish(status), asked, jonas)[1]).toBe("Jonas approved it");
    expect(factsOf(wish(status), asked, approved)[1]).toBe("Whoever keeps the house approved it");
  });
  it("names who asked for it on another's behalf, and oneself as one is spoken to", () => {
    const carla = line("asked", 40, { by: "carla", by_name: "Carla" });
    expect(factsOf(wish({ asked_by: "carla" }), carla)[0]).toBe("Carla asked for it, for you");
    expect(factsOf(wish({}), { ...asked, by_name: "Mina" })[0]).toBe("You asked for it");
  });
  it("tells of being told beside what it was about", () => {
    const toMe = line("told", 47, { who: "me" });
    const toAnna = line("told", 48, { who: "anna" });
    const steps = storyOf(wish({ status: "available" }), [asked, approved, toMe], names, NOW);
    expect(steps.map(({ rest }) => rest)).toEqual([null, "You were told at 10:47."]);
    const both = storyOf(wish({ status: "available" }), [asked, toAnna, toMe], names, NOW);
    expect(both.map(({ rest }) => rest)).toEqual(["Anna and you were told at 10:48."]);
  });
  it("says what is to come until it can be watched, and who knows that it waits", () => {
    const steps = storyOf(wish({}), [asked], names, NOW);
    expect(steps.filter(({ kind }) => kind === "f").map(({ fact }) => fact)).toEqual([
      "Somebody approves it",
      "It is sent to be fetched",
      "It comes into the library",
      "Watch",
    ]);
    expect(steps[1]?.rest).toBe("Whoever may approve it knows that it waits.");
  });
  it("speaks of the server that fetches in words", () => {
    const steps = storyOf(
      wish({ status: "approved" }),
      [asked, approved, line("server-away", 50), line("server-back", 52)],
      names,
      NOW,
    );
    expect(steps.slice(2, 4).map(({ fact }) => fact)).toEqual([
      "The server that fetches was away",
      "The server that fetches was back",
    ]);
  });
});

describe("one's own wishes among titles", () => {
  const film = { media_type: "movie", tmdb_id: 1 } as const;
  it("are known while something is to come of them", () => {
    expect(mineOf([wish({})])(film)).toEqual({ kind: "waiting" });
    expect(mineOf([wish({ status: "declined" })])(film)).toBeNull();
    expect(mineOf([wish({})])({ ...film, media_type: "tv" })).toBeNull();
  });
  it("wait for a yes if one of several does", () => {
    const waits = wish({ status: "pending" });
    const comes = wish({ status: "approved", stuck_reason: null });
    for (const both of [
      [waits, comes],
      [comes, waits],
    ])
      expect(mineOf(both)(film)).toEqual({ kind: "waiting" });
  });
});
