import { expect, test } from "vitest";
import { askedFor } from "@/features/downloads/asking";
import type { Download } from "@/features/downloads/download";
import type { Wish } from "@/features/wishes/wish";
import { decidedSaid, factsOf, headline, titleOf, usedWords } from "./messages";
import { manyIn } from "./queries";
import { idOf, idsOf, inTurn, type Waiting } from "./waiting";

const NOON = new Date("2026-11-30T12:00:00Z");
const wish = {
  id: "w1",
  created_at: "2026-11-30T09:00:00Z",
  media_type: "movie",
  title: "Dark Star",
  year: 1974,
  seasons: [],
  is_4k: false,
  followers: 2,
} as unknown as Wish;
const download = {
  id: "d1",
  created_at: "2026-11-30T08:00:00Z",
  title: "Night train",
  url: "https://videos.example/watch/night-train",
  site: "videos.example",
  duration_s: 750,
  place: 1,
  collection_id: null,
} as Download;

test("wishes and downloads stand in one line, and who has waited longest comes first", () => {
  const later = { ...wish, id: "w2", created_at: "2026-11-30T11:00:00Z" };
  const line = inTurn([wish, later], [download]);
  expect(line.map(idOf)).toEqual(["d1", "w1", "w2"]);
  expect(idsOf(line, "wish")).toEqual(["w1", "w2"]);
});

test("a playlist is one, and a yes to it is a yes to each of its videos", () => {
  const item = { ...download, collection_id: "p1", collection_title: "Night trains" };
  const line = inTurn([], [{ ...item, id: "d3", place: 3 }, { ...item, place: 2 }, download]);
  const [, playlist] = line as [Waiting, Waiting];
  expect(line.map(idOf)).toEqual(["d1", "p1"]);
  expect([titleOf(playlist), factsOf(playlist)]).toEqual([
    "Night trains",
    "Playlist, 2 videos · videos.example",
  ]);
  expect(idsOf([playlist], "download")).toEqual(["d1", "d3"]);
  expect(idsOf([playlist], "wish")).toEqual([]);
  expect(askedFor([download, item, { ...item, id: "d3" }])).toBe(2);
});

test("each says what it is", () => {
  const [video, film] = inTurn([wish], [download]) as [Waiting, Waiting];
  expect([titleOf(film), factsOf(film)]).toEqual(["Dark Star", "Film · 1974 · 2 follow"]);
  expect([titleOf(video), factsOf(video)]).toEqual([
    "Night train",
    "Video from videos.example · 12:30",
  ]);
  expect(decidedSaid("approve", [film])).toBe("Approved “Dark Star”.");
  expect(decidedSaid("decline", [film, video])).toBe("Declined 2.");
});

test("the page says how many wait, and since when", () => {
  const since = new Date("2026-11-29T10:00:00Z");
  expect(headline({ wishes: 1, downloads: 0 }, since, NOON).fact).toBe("One wish waits.");
  expect(headline({ wishes: 0, downloads: 2 }, since, NOON).fact).toBe("Two downloads wait.");
  expect(headline({ wishes: 3, downloads: 2 }, since, NOON)).toEqual({
    fact: "Five wishes and downloads wait.",
    next: expect.stringMatching(/^The oldest since yesterday/),
  });
  expect(headline({ wishes: 0, downloads: 0 }, null, NOON).fact).toBe("Nothing waits for you.");
});

test("what was used of a quota is said with its limit, where there is one", () => {
  expect(usedWords("tv", 3, 8)).toBe("3 of 8 seasons");
  expect(usedWords("movie", 1, null)).toBe("1 film");
});

test("a tab counts all that stands in it", () => {
  const counts = { total: 6, approved: 1, processing: 2, available: 3, failed: 4 };
  expect(manyIn("approved", counts)).toBe(6);
  expect(manyIn("stuck", counts)).toBe(4);
  expect(manyIn("declined", undefined)).toBe(0);
});
