import { describe, expect, it } from "vitest";
import {
  EVERYTHING,
  filtered,
  filterIn,
  fitting,
  isOfThen,
  merged,
  passes,
  rowsFor,
  times,
} from "./filter";
import { yearsSaid } from "./messages";
import type { Card } from "./title";

const card = (media_type: "movie" | "tv", seen: Card["seen"] = null) =>
  ({ media_type, seen }) as Card;

const ALL = EVERYTHING;
/** Comedies there are of both kinds, action of films only. */
const offered = (kind: "movie" | "tv", genre: number) =>
  genre === 35 || (genre === 28 && kind === "movie");

describe("the filter", () => {
  it("stands in the address, with what is looked for, and comes back from it", () => {
    const wanted = {
      kind: "tv",
      genre: 35,
      from: 1990,
      to: 1999,
      rating: 7,
      order: "newest",
      hidesSeen: true,
    } as const;
    const address = filtered("/search", wanted, { query: "moss & iron" });
    expect(address).toBe(
      "/search?query=moss+%26+iron&kind=tv&genre=35&from=1990&to=1999&rating=7&sort=newest&new=yes",
    );
    expect(filterIn(new URLSearchParams(address.split("?")[1]))).toEqual(wanted);
  });

  it("says nothing where nothing is wanted, and takes nothing that is none", () => {
    expect(filtered("/discover", ALL, {})).toBe("/discover");
    for (const nonsense of [
      "kind=opera&new=1",
      "genre=song",
      "genre=-1",
      "genre=99999999999",
      "from=soon&to=3000",
      "from=1999&to=1990",
      "rating=11",
      "rating=7.5",
      "rating=",
      "sort=oldest",
    ])
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

  it("lets the house narrow and sort only the rows of which one may choose", () => {
    for (const chosen of [
      { from: 1990 },
      { to: 1999 },
      { rating: 7 },
      { order: "newest" },
    ] as const)
      expect(rowsFor({ ...ALL, ...chosen }, offered)).toEqual(["popular-movies", "popular-tv"]);
    expect(rowsFor({ ...ALL, rating: 7, kind: "tv" }, offered)).toEqual(["popular-tv"]);
    expect(rowsFor({ ...ALL, rating: 7, genre: 28 }, offered)).toEqual(["popular-movies"]);
  });

  it("knows of what was found from when it is", () => {
    const of = (year: number | null) => ({ year }) as Card;
    const nineties = { from: 1990, to: 1999 };
    expect([1989, 1990, 1999, 2000, null].map((year) => isOfThen(of(year), nineties))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(isOfThen(of(null), ALL)).toBe(true);
    expect([1999, 2000].map((year) => isOfThen(of(year), { from: 2000, to: null }))).toEqual([
      false,
      true,
    ]);
  });

  it("offers this year, each decade, and all before them", () => {
    const said = times(2026).map((years) => yearsSaid(years, 2026));
    expect(said.slice(0, 3)).toEqual(["This year", "2020s", "2010s"]);
    expect(said.slice(-2)).toEqual(["1950s", "Before 1950"]);
    expect(yearsSaid({ from: 1994, to: 1999 }, 2026)).toBe("1994 to 1999");
    expect(yearsSaid({ from: 2017, to: null }, 2026)).toBe("Since 2017");
    expect(yearsSaid({ from: 1977, to: 1977 }, 2026)).toBe("1977");
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
