import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { askedWords, seasonsWords, told, whose } from "./messages";
import { advance } from "./progress";
import { changeable, changed, stageOf, strandOf, type Wish } from "./wish";

const wish = {
  id: "w1",
  status: "pending",
  stuck_reason: null,
  reason: null,
  progress: null,
} as Wish;

test("seasons are said as people say them", () => {
  expect(seasonsWords([2])).toBe("season 2");
  expect(seasonsWords([0])).toBe("specials");
  expect(seasonsWords([3, 1, 2])).toBe("seasons 1 to 3");
  expect(seasonsWords([1, 2])).toBe("seasons 1 and 2");
  expect(seasonsWords([1, 2, 3, 5])).toBe("seasons 1 to 3 and 5");
});

test("an approved wish that waits for something says so", () => {
  const stuck = { ...wish, status: "approved", stuck_reason: "Overseerr is away." } as Wish;
  expect(stageOf(stuck)).toEqual({ kind: "stuck", reason: "Overseerr is away." });
});

test("who decided is named where that is known, and oneself as one is spoken to", () => {
  const [since, now] = [new Date(2026, 10, 30, 12), new Date(2026, 10, 30, 13)];
  const said = (more: Partial<Wish>, me = "anna") =>
    told(stageOf({ ...wish, ...more } as Wish), since, now, me);
  const jonas = { decided_by: "jonas", decided_by_name: "Jonas" };
  const no = { status: "declined", reason: "Disk is tight." };
  expect(said({ ...no, ...jonas })).toBe("Jonas declined it: “Disk is tight.”");
  expect(said({ ...no, ...jonas, reason: null }, "jonas")).toBe("You declined it");
  expect(said({ ...no, decided_by: "jonas" })).toBe("Declined: “Disk is tight.”");
  expect(said({ status: "approved", ...jonas })).toBe("Jonas approved it; it is sent in a moment");
  expect(said({ status: "approved" })).toBe("Approved; it is sent in a moment");
});

test("a wish only moves forward on its strand", () => {
  const way = ["pending", "approved", "processing", "partially_available", "available"];
  const places = way.map((status) => strandOf(stageOf({ ...wish, status } as Wish))?.at ?? -1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("how far a wish has come is moved on wherever it was read, and nothing else is", () => {
  const cache = new QueryClient();
  const coming = { ...wish, status: "processing" } as Wish;
  const other = { ...coming, id: "w2" };
  cache.setQueryData(["wishes", "list", "mine"], { pages: [{ items: [other, coming] }] });
  cache.setQueryData(["wishes", "queue", "waiting"], { pages: [{ items: [other] }] });
  const untouched = cache.getQueryData(["wishes", "queue", "waiting"]);
  cache.setQueryData(["titles", "one", "movie", 603], { requests: [coming] });
  advance(cache, { request_id: "w1", percent: 43.4, eta_s: 90 });
  const progress = { percent: 43.4, eta_s: 90 };
  expect(cache.getQueryData(["wishes", "list", "mine"])).toEqual({
    pages: [{ items: [other, { ...coming, progress }] }],
  });
  expect(stageOf({ ...coming, progress })).toEqual({ kind: "on-its-way", percent: 43 });
  expect(cache.getQueryData(["titles", "one", "movie", 603])).toEqual({
    requests: [{ ...coming, progress }],
  });
  expect(cache.getQueryData(["wishes", "queue", "waiting"])).toBe(untouched);
});

test("what is over has no way on", () => {
  expect(strandOf(stageOf({ ...wish, status: "declined" } as Wish))).toBeNull();
  expect(strandOf(stageOf({ ...wish, status: "cancelled" } as Wish))).toBeNull();
});

test("a wish is changed by whose it is, and how much it is by who decides, until it is decided", () => {
  const anna = { id: "anna", permissions: ["requests.create"] };
  const ben = { id: "ben", permissions: ["requests.create"] };
  const carla = { id: "carla", permissions: ["requests.create", "requests.decide"] };
  const series = { ...wish, media_type: "tv", requested_by: "anna" } as Wish;
  const film = { ...series, media_type: "movie" } as Wish;
  expect(changeable(series, anna)).toEqual({ seasons: true, note: true });
  expect(changeable(film, anna)).toEqual({ seasons: false, note: true });
  expect(changeable(series, carla)).toEqual({ seasons: true, note: false });
  for (const who of [ben, undefined])
    expect(changeable(series, who)).toEqual({ seasons: false, note: false });
  const decided = { ...series, status: "approved" } as Wish;
  expect(changeable(decided, anna)).toEqual({ seasons: false, note: false });
});

test("what is left out of a change stays, and an empty note is none", () => {
  expect(changed(wish, { seasons: [3, 1] })).toEqual({ seasons: [1, 3] });
  expect(changed(wish, { note: "" })).toEqual({ note: null });
  expect(changed(wish, {})).toEqual({});
});

test("who wished on another's behalf is named beside whose wish it is", () => {
  const names = (id: string) => ({ anna: "You", ben: "Ben" })[id] ?? "Somebody";
  const said = (requested_by: string, asked_by: string) => {
    const asked = { requested_by, asked_by };
    return [whose(asked, names), askedWords(asked, names)];
  };
  expect(said("ben", "ben")).toEqual(["Ben", "Ben asked for it"]);
  expect(said("ben", "anna")).toEqual(["You, for Ben", "You asked for it, for Ben"]);
  expect(said("anna", "ben")).toEqual(["Ben, for you", "Ben asked for it, for you"]);
});
