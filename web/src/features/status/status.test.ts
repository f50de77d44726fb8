import { describe, expect, it } from "vitest";
import { headline } from "./messages";
import { cellsOf, type Monitor, type Slice } from "./status";

const NOON = new Date("2026-05-04T12:00:00Z");
const DAY_MS = 86_400_000;

function slice(daysAgo: number, rest: Partial<Slice> = {}): Slice {
  const at = new Date(NOON.getTime() - daysAgo * DAY_MS).toISOString();
  return { at, beats: 100, failed: 0, flawed: 0, response_ms: 30, ...rest };
}

function monitor(name: string, state: string): Monitor {
  return {
    id: name,
    name,
    state,
    detail: null,
    since: null,
    response_ms: 30,
    uptime: {},
    source: "probe",
  };
}

describe("the bars of 90 days", () => {
  it("stand still where nobody looked", () => {
    const cells = cellsOf([], "90d", NOON);
    expect(cells).toHaveLength(90);
    expect(new Set(cells.map((cell) => cell.state))).toEqual(new Set(["unknown"]));
  });

  it("tell a blip from an outage", () => {
    const cells = cellsOf(
      [slice(90), slice(89, { failed: 1 }), slice(88, { failed: 40 })],
      "90d",
      NOON,
    );
    expect(cells.slice(0, 3).map((cell) => cell.state)).toEqual(["up", "degraded", "down"]);
  });

  it("keep a slice that was cut a moment before we look", () => {
    const early = { ...slice(1), at: new Date(NOON.getTime() - DAY_MS - 900).toISOString() };
    expect(cellsOf([early], "90d", NOON)[89]?.state).toBe("up");
  });
});

describe("the status sentence", () => {
  it("names the one that is away, and says that the rest works", () => {
    const said = headline([monitor("Plex", "up"), monitor("Overseerr", "down")]);
    expect(said).toEqual({ fact: "Overseerr is away.", next: "Everything else still works." });
  });

  it("does not claim that anything works when all are away", () => {
    expect(headline([monitor("Plex", "down")]).next).not.toContain("works");
  });
});
