import { describe, expect, it } from "vitest";
import type { Download } from "../download";
import { inOrder, moveTo } from "./line";

const one = (id: string, place: number, status = "queued") =>
  ({ id, place, status, progress: null, error: null, updated_at: "" }) as unknown as Download;
const LINE = [one("a", 1), one("b", 2), one("c", 3)];

describe("one's own line", () => {
  it("begins with what runs, and ends with what is in trouble", () => {
    const all = [
      one("f", 0, "failed"),
      one("c", 3),
      one("r", 9, "downloading"),
      one("p", 2, "paused"),
    ];
    expect(inOrder(all).map(({ id }) => id)).toEqual(["r", "p", "c", "f"]);
  });

  it("lets one go before another, or to the end", () => {
    expect(moveTo(LINE, "c", 0)).toEqual({ before: "a", place: 0 });
    expect(moveTo(LINE, "c", 1)).toEqual({ before: "b", place: 1.5 });
    expect(moveTo(LINE, "a", 2)).toEqual({ before: null, place: 4 });
  });

  it("is not asked for what changes nothing", () => {
    expect(moveTo(LINE, "a", -1)).toBeNull();
    expect(moveTo(LINE, "c", 9)).toBeNull();
    expect(moveTo(LINE, "x", 0)).toBeNull();
  });
});
