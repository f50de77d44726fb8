import { describe, expect, it } from "vitest";
import { meanings } from "./meaning";
import { figureWords, headline } from "./messages";
import { lastDays } from "./public-page";
import { cellsOf, inOrder, inPairs, isKnown, type Monitor, type Slice } from "./status";

const NOON = new Date("2026-05-04T12:00:00Z");
const MIDNIGHT = new Date("2026-05-04T00:00:00Z");
const DAY_MS = 86_400_000;

function slice(daysAgo: number, rest: Partial<Slice> = {}): Slice {
  const at = new Date(MIDNIGHT.getTime() - daysAgo * DAY_MS).toISOString();
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
    means: "",
    serves: null,
    depends_on: [],
    subscribed: false,
    ours: false,
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
      [slice(89), slice(88, { failed: 1 }), slice(87, { failed: 40 })],
      "90d",
      NOON,
    );
    expect(cells.slice(0, 3).map((cell) => cell.state)).toEqual(["up", "degraded", "down"]);
  });

  it("begin with the days of the house, and the last one is today", () => {
    const cells = cellsOf([slice(0)], "90d", NOON);
    expect(cells[89]).toMatchObject({ state: "up", from: MIDNIGHT });
    expect(cells[88]?.state).toBe("unknown");
  });

  it("keep what was cut on the other side of midnight", () => {
    const early = new Date(MIDNIGHT.getTime() + 900);
    expect(cellsOf([slice(1)], "90d", early)[88]?.state).toBe("up");
    expect(cellsOf([slice(90)], "90d", early)[0]?.state).toBe("up");
  });
});

describe("the public page", () => {
  it("has a bar for each of the last 90 days, today at the end", () => {
    const days = lastDays(NOON);
    expect([days[0], days.at(-1), new Set(days).size]).toEqual(["2026-02-04", "2026-05-04", 90]);
  });
});

describe("the status sentence", () => {
  it("names the one that is away, and says that the rest works", () => {
    const said = headline([monitor("Plex", "up"), monitor("Overseerr", "down")]);
    expect(said).toEqual({ fact: "Overseerr is away.", next: "Everything else still works." });
  });

  it("calls the house's own parts as those who live there would", () => {
    const said = headline([monitor("postgres", "down"), monitor("Router", "up")]);
    expect(said.fact).toBe("The house's memory is away.");
    const two = headline([monitor("downloads", "down"), monitor("Plex", "up")]);
    expect(two.fact).toBe("Downloading is away.");
  });

  it("does not claim that anything works when all are away", () => {
    expect(headline([monitor("Plex", "down")]).next).not.toContain("works");
  });
});

describe("the parts of the house", () => {
  it("stand in the order in which they are looked for: trouble first, then what is used", () => {
    const parts = [
      monitor("Backups", "up"),
      monitor("Plex", "up"),
      monitor("yt-dlp", "degraded"),
      monitor("Router", "down"),
    ];
    expect(inOrder(parts).map(({ name }) => name)).toEqual(["Router", "yt-dlp", "Plex", "Backups"]);
  });

  it("promise nothing of a window of which little is known", () => {
    const young = cellsOf([slice(0)], "90d", NOON);
    expect(figureWords("100 %", isKnown(young))).toBe("100 % so far");
    const old = cellsOf(
      Array.from({ length: 9 }, (_, day) => slice(day)),
      "90d",
      NOON,
    );
    expect(figureWords("100 %", isKnown(old))).toBe("100 %");
  });

  it("keep every trouble where two days share a bar", () => {
    const cells = cellsOf([slice(1), slice(0, { failed: 40 })], "90d", NOON);
    const pairs = inPairs(cells);
    expect(pairs).toHaveLength(45);
    expect(pairs.at(-1)?.state).toBe("down");
  });

  it("lose no day that was looked at to one that was not", () => {
    const young = inPairs(cellsOf([slice(0), slice(3)], "90d", NOON));
    expect(young.slice(-3).map(({ state }) => state)).toEqual(["unknown", "up", "up"]);
  });
});

describe("what it means", () => {
  it("is said of what is slow too, and beside it what works all the same", () => {
    const parts = [monitor("Plex", "up"), monitor("requests", "up"), monitor("yt-dlp", "degraded")];
    expect(meanings(parts).map(({ fact }) => fact)).toEqual([
      "Some videos may not come",
      "Watching works",
      "Wishing works",
    ]);
  });

  it("does not say that wishing works while whoever takes wishes is away, whatever it is called", () => {
    const seerr = { ...monitor("My Seerr", "down"), serves: "overseerr" as const };
    const said = meanings([seerr, monitor("requests", "up"), monitor("Plex", "up")]);
    expect(said.map(({ fact }) => fact)).toEqual(["New wishes are kept here", "Watching works"]);
    expect(said[0]?.rest).toBe("They are sent when My Seerr is back.");
  });

  it("is nothing where all is well, and claims nothing of what nobody watches", () => {
    expect(meanings([monitor("Plex", "up")])).toEqual([]);
    expect(meanings([monitor("Router", "down")]).map(({ state }) => state)).toEqual(["down"]);
  });
});
