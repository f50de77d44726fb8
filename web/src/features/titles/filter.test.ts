import { describe, expect, it } from "vitest";
import { filtered, filterIn, fitting, merged, passes, rowsFor } from "./filter";
import type { Card } from "./title";

const card = (media_type: "movie" | "tv", seen: Card["seen"] = null) =>
  ({ media_type, seen }) as Card;

const ALL = { kind: null, genre: null, hidesSeen: false };
/** Comedies there are of both kinds, action of films only. */
const offered = (kind: "movie" | "tv", genre: number) =>
  genre === 35 || (genre === 28 && kind === "movie");

describe("the filter", () => {
  it("stands in the address, with what is looked for, and comes back from it", () => {
    const address = filtered(
      "/search",
      { kind: "tv", genre: 35, hidesSeen: true },
      { query: "moss & iron" },
    );
    expect(address).toBe("/search?query=moss+%26+iron&kind=tv&genre=35&new=yes");
    expect(filterIn(new URLSearchParams(address.split("?")[1]))).toEqual({
      kind: "tv",
      genre: 35,
      hidesSeen: true,
    });
  });

  it("says nothing where nothing is wanted, and takes nothing that is none", () => {
    expect(filtered("/discover", ALL, {})).toBe("/discover");
    for (const nonsense of ["kind=opera&new=1", "genre=song", "genre=-1", "genre=99999999999"])
      expect(filterIn(new URLSearchParams(nonsense))).toEqual(ALL);
  });

  it("lets through what is wanted and not here yet", () => {
    expect(passes(card("movie"), { kind: "tv", hidesSeen: false })).toBe(false);
    expect(passes(card("tv", "here"), { kind: "tv", hidesSeen: true })).toBe(false);
    expect(passes(card("tv"), { kind: "tv", hidesSeen: true })).toBe(true);
  });

  it("leaves out rows that could hold none of it", () => {
    expect(rowsFor({ ...ALL, kind: "tv" }, offered)).toEqual([
      "trending",
      "popular-tv",
      "upcoming-tv",
    ]);
    expect(rowsFor({ ...ALL, genre: 35 }, offered)).toEqual(["popular-movies", "popular-tv"]);
    expect(rowsFor({ ...ALL, genre: 28 }, offered)).toEqual(["popular-movies"]);
    expect(rowsFor({ ...ALL, genre: 28, kind: "tv" }, offered)).toEqual([]);
  });

  it("wants no genre any more that the other kind has not got", () => {
    const films = { ...ALL, kind: "movie", genre: 28 } as const;
    expect(fitting(films, offered)).toBe(films);
    expect(fitting({ ...films, kind: "tv" }, offered)).toEqual({ ...ALL, kind: "tv" });
    expect(fitting({ ...ALL, kind: "tv" }, offered)).toEqual({ ...ALL, kind: "tv" });
  });

  it("names each genre once, in the order of their names", () => {
    const [drama, comedy] = [
      { id: 18, name: "Drama" },
      { id: 35, name: "Comedy" },
    ];
    expect(merged([drama, comedy, drama])).toEqual([comedy, drama]);
  });
});
