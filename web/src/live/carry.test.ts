import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Carrier } from "./carry";
import type { Frame } from "./protocol";

function event(type: string): Frame {
  return { op: "event", id: "c", topic: "me", type, data: {} };
}

type Asked = { mock: { calls: ReadonlyArray<readonly [unknown?, ...unknown[]]> } };

function namesIn(asked: Asked): string[] {
  return asked.mock.calls.map(([what]) => (what as { queryKey: string[] }).queryKey.join("."));
}

function timesOf(asked: Asked, name: string): number {
  return namesIn(asked).filter((one) => one === name).length;
}

describe("what an event makes stale", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is asked for at once, and many events in a moment are one more question", async () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    const carrier = new Carrier(cache);
    for (let count = 0; count < 20; count += 1)
      carrier.carry(event("medianest.notify.notification-created"));
    expect(timesOf(asked, "notifications")).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(timesOf(asked, "notifications")).toBe(2);
  });

  it("is well within a second of the truth where people watch, and more seldom when it goes on and on", async () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    const carrier = new Carrier(cache);
    const asksIn = async (key: string, seconds: number) => {
      asked.mockClear();
      for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
        carrier.carry(event("medianest.downloads.download-queued"));
        await vi.advanceTimersByTimeAsync(100);
      }
      return timesOf(asked, key);
    };
    expect(await asksIn("downloads.list", 5)).toBeGreaterThanOrEqual(20);
    expect(await asksIn("downloads.allowance", 30)).toBeLessThanOrEqual(6);
    expect(await asksIn("downloads.list", 60)).toBeLessThanOrEqual(30);
  });

  it("is only what the event is about", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event("medianest.notify.notification-created"));
    expect(namesIn(asked)).toEqual(["events", "notifications"]);
  });

  it.each([
    ["medianest.requests.issue-commented", "issues"],
    ["medianest.identity.member-role-changed", "people"],
    ["medianest.identity.plex-watch-changed", "settings.plex-sign-in"],
    ["medianest.status.announcement-published", "status.announcements"],
    ["medianest.status.maintenance-planned", "status.maintenance"],
  ])("of %s is %s as well", (type, name) => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event(type));
    expect(namesIn(asked)).toContain(name);
  });

  it("asks the whole house for what happened only now and then", async () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    const carrier = new Carrier(cache);
    for (let tenth = 0; tenth < 200; tenth += 1) {
      carrier.carry(event("medianest.downloads.download-queued"));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(timesOf(asked, "events")).toBeLessThanOrEqual(5);
  });

  it("is asked for once more where the service that tells it hears of the event as we do", async () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event("medianest.requests.library-item-added"));
    const ofDownloads = () =>
      asked.mock.calls.filter(([what]) => what?.queryKey?.[0] === "downloads").length;
    expect(ofDownloads()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ofDownloads()).toBe(2);
  });

  it("is only the list of all events for one of tomorrow", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event("medianest.weather.sunny"));
    expect(namesIn(asked)).toEqual(["events"]);
  });
});
