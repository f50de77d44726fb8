import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { seasonsWords } from "./messages";
import { advance } from "./progress";
import { stageOf, strandOf, type Wish } from "./wish";

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
