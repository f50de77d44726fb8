import { describe, expect, it } from "vitest";
import type { Download } from "@/features/downloads/download";
import type { Wish } from "@/features/wishes/wish";
import { dayWords, greeting } from "./messages";
import { nextOf } from "./next";

const NOW = new Date("2026-11-22T19:40:00");
const wish = (title: string, status: string, more: Partial<Wish> = {}) =>
  ({
    title,
    status,
    media_type: "movie",
    tmdb_id: 1,
    seasons: [],
    stuck_reason: null,
    reason: null,
    updated_at: NOW.toISOString(),
    ...more,
  }) as Wish;
const running = (title: string, eta_s: number | null) =>
  ({
    title,
    status: "downloading",
    progress: { phase: "fetching", percent: 40, eta_s },
    created_at: "",
    updated_at: "",
  }) as unknown as Download;

describe("what comes next", () => {
  it("is a yes that others wait for", () => {
    expect(nextOf([wish("Dark", "available")], [], 2, NOW)).toEqual({
      title: null,
      to: "/approvals",
      words: "Two wait for your yes.",
    });
  });

  it("is then what can be watched since today, but not since last week", () => {
    const old = wish("Tall Grass", "available", { updated_at: "2026-11-10T12:00:00Z" });
    expect(nextOf([old, wish("Dark", "available")], [], 0, NOW).title).toBe("Dark");
    expect(nextOf([old], [], 0, NOW).words).toMatch(/^Nothing is on its way/);
  });

  it("is then the video that is there first", () => {
    const next = nextOf([], [running("A", null), running("B", 600), running("C", 90)], 0, NOW);
    expect(`${next.title}${next.words}`).toBe("C comes in; about 2 min left.");
  });

  it("is then the wish that is on its way, with the reason if it waits", () => {
    const stuck = wish("Dark", "approved", { stuck_reason: "Overseerr is away." });
    expect(nextOf([stuck], [], 0, NOW).words).toBe(" waits: Overseerr is away.");
    expect(nextOf([wish("Dark", "pending")], [], 0, NOW).words).toBe(" waits for a yes.");
  });
});

describe("the greeting", () => {
  it("knows the time of day", () => {
    expect(greeting("Mara", NOW)).toBe("Good evening, Mara.");
    expect(greeting("Mara", new Date("2026-11-22T03:00:00"))).toBe("Still up, Mara?");
    expect(dayWords(NOW)).toBe("Sunday evening, 22 November");
  });
});
