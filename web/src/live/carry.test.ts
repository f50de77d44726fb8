import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Carrier } from "./carry";
import type { Frame } from "./protocol";

function event(type: string): Frame {
  return { op: "event", id: "c", topic: "me", type, data: {} };
}

describe("what an event makes stale", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is asked for at once, and many events in a moment are one more question", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    const carrier = new Carrier(cache);
    for (let count = 0; count < 20; count += 1)
      carrier.carry(event("medianest.notify.notification-created"));
    expect(asked).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10_000);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("is within a second of the truth where people watch, and more seldom when it goes on and on", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    const carrier = new Carrier(cache);
    const asksIn = (key: string, seconds: number) => {
      asked.mockClear();
      for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
        carrier.carry(event("medianest.downloads.download-queued"));
        vi.advanceTimersByTime(100);
      }
      return asked.mock.calls.filter(([what]) => what?.queryKey?.join(".") === key).length;
    };
    expect(asksIn("downloads.list", 30)).toBeGreaterThanOrEqual(30);
    expect(asksIn("downloads.allowance", 30)).toBeLessThanOrEqual(6);
    expect(asksIn("downloads.list", 60)).toBeLessThanOrEqual(15);
  });

  it("is only what the event is about", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event("medianest.notify.notification-created"));
    expect(asked.mock.calls).toEqual([[{ queryKey: ["notifications"] }]]);
  });

  it("is asked for once more where the service that tells it hears of the event as we do", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event("medianest.requests.library-item-added"));
    const ofDownloads = () =>
      asked.mock.calls.filter(([what]) => what?.queryKey?.[0] === "downloads").length;
    expect(ofDownloads()).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(ofDownloads()).toBe(2);
  });

  it("is nothing for an event of tomorrow", () => {
    const cache = new QueryClient();
    const asked = vi.spyOn(cache, "invalidateQueries");
    new Carrier(cache).carry(event("medianest.weather.sunny"));
    expect(asked).not.toHaveBeenCalled();
  });
});
