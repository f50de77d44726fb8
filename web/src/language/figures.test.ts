import { describe, expect, it } from "vitest";
import { counting, left, length, rated, share, size, span } from "./figures";

describe("figures in words", () => {
  it("says sizes as disks are sold", () => {
    expect([412e6, 1.412e9, 38e9, 0, 999_700].map(size)).toEqual([
      "412 MB",
      "1.4 GB",
      "38 GB",
      "0 B",
      "1.0 MB",
    ]);
  });
  it("never shows a second hand for what takes minutes", () => {
    expect([4, 40, 100, 1560, 7300].map(left)).toEqual([
      "a few seconds",
      "less than a minute left",
      "about 2 min left",
      "about 26 min left",
      "about 2 h left",
    ]);
  });
  it("keeps a hundred per cent for what was never away", () => {
    expect([1, 0.99996, 0.9941].map(share)).toEqual(["100 %", "99.99 %", "99.41 %"]);
  });
  it("says how good it is as precisely as people compare", () => {
    expect([8, 8.06].map(rated)).toEqual(["8.0 of 10", "8.1 of 10"]);
  });
  it("counts people's way", () => {
    expect(counting(3)).toEqual({ count: 3, number: "Three" });
    expect(counting(13)).toEqual({ count: 13, number: "13" });
  });
  it("writes lengths and spans", () => {
    expect([2892, 3723, 59].map(length)).toEqual(["48:12", "1:02:03", "0:59"]);
    expect(span(new Date(0), new Date(23 * 86_400_000))).toBe("23 days");
  });
});
