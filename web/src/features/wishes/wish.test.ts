import { expect, test } from "vitest";
import { seasonsWords, stageOf, strandOf, type Wish } from "./wish";

const wish = { status: "pending", stuck_reason: null, reason: null } as Wish;

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

test("what is over has no way on", () => {
  expect(strandOf(stageOf({ ...wish, status: "declined" } as Wish))).toBeNull();
  expect(strandOf(stageOf({ ...wish, status: "cancelled" } as Wish))).toBeNull();
});
