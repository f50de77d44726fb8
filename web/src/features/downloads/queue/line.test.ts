import { describe, expect, it } from "vitest";
import type { Download } from "../download";
import { inOrder, isMovable, moveTo } from "./line";

const one = (id: string, place: number, status = "queued", priority = "normal") =>
  ({
    id,
    place,
    status,
    priority,
    progress: null,
    error: null,
    updated_at: "",
  }) as unknown as Download;
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
    expect(moveTo(LINE, "c", 0)).toEqual({ before: "a", place: 0, at: 0 });
    expect(moveTo(LINE, "c", 1)).toEqual({ before: "b", place: 1.5, at: 1 });
    expect(moveTo(LINE, "a", 2)).toEqual({ before: null, place: 4, at: 2 });
  });

  it("has first what goes first, and last what lets others pass", () => {
    const low = one("l", 1, "queued", "low");
    const high = one("h", 9, "queued", "high");
    const failed = one("f", 0, "failed", "high");
    const order = inOrder([failed, low, ...LINE, high]).map(({ id }) => id);
    expect(order).toEqual(["h", "a", "b", "c", "l", "f"]);
  });

  it("lets one be moved among those of its own turn only", () => {
    const line = [one("h", 9, "queued", "high"), ...LINE, one("l", 1, "queued", "low")];
    expect(moveTo(line, "c", 0)).toEqual({ before: "a", place: 0, at: 1 });
    expect(moveTo(line, "a", 4)).toEqual({ before: null, place: 4, at: 3 });
    expect(moveTo(line, "h", 3)).toBeNull();
    expect(line.map((each) => isMovable(line, each))).toEqual([false, true, true, true, false]);
  });

  it("is not asked for what changes nothing", () => {
    expect(moveTo(LINE, "a", -1)).toBeNull();
    expect(moveTo(LINE, "c", 9)).toBeNull();
    expect(moveTo(LINE, "x", 0)).toBeNull();
  });
});
