import { describe, expect, it } from "vitest";
import { filtered, filterIn, passes, rowsFor } from "./filter";
import type { Card } from "./title";

const card = (media_type: "movie" | "tv", seen: Card["seen"] = null) =>
  ({ media_type, seen }) as Card;

describe("the filter", () => {
  it("stands in the address, with what is looked for, and comes back from it", () => {
    const address = filtered("/search", { kind: "tv", hidesSeen: true }, { query: "moss & iron" });
    expect(address).toBe("/search?query=moss+%26+iron&kind=tv&new=yes");
    expect(filterIn(new URLSearchParams(address.split("?")[1]))).toEqual({
      kind: "tv",
      hidesSeen: true,
    });
  });

  it("says nothing where nothing is wanted, and takes nothing that is none", () => {
    expect(filtered("/discover", { kind: null, hidesSeen: false }, {})).toBe("/discover");
    expect(filterIn(new URLSearchParams("kind=opera&new=1"))).toEqual({
      kind: null,
      hidesSeen: false,
    });
  });

  it("lets through what is wanted and not here yet", () => {
    expect(passes(card("movie"), { kind: "tv", hidesSeen: false })).toBe(false);
    expect(passes(card("tv", "here"), { kind: "tv", hidesSeen: true })).toBe(false);
    expect(passes(card("tv"), { kind: "tv", hidesSeen: true })).toBe(true);
  });

  it("leaves out rows that could hold none of it", () => {
    expect(rowsFor({ kind: "tv", hidesSeen: false })).toEqual([
      "trending",
      "popular-tv",
      "upcoming-tv",
    ]);
  });
});
