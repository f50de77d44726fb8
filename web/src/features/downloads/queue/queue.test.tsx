import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Download } from "../download";
import { Queue } from "./queue";

const NOON = new Date("2026-05-04T12:00:00Z");
const HANDS = {
  pause: vi.fn(),
  resume: vi.fn(),
  cancel: vi.fn(),
  retry: vi.fn(),
  remove: vi.fn(),
  move: vi.fn(),
  prioritize: vi.fn(),
};

function download(id: string, rest: Partial<Download>): Download {
  return {
    id,
    version: 1,
    member_id: "m1",
    url: `https://video.example/${id}`,
    preset: "1080p",
    extras: {},
    priority: "normal",
    place: 1,
    in_library: false,
    rating_key: null,
    title: id,
    site: null,
    channel: null,
    duration_s: null,
    thumbnail_url: null,
    status: "queued",
    progress: null,
    attempts: 1,
    files: [],
    error: null,
    next_try_at: null,
    created_at: NOON.toISOString(),
    updated_at: NOON.toISOString(),
    started_at: null,
    finished_at: null,
    waits_for: null,
    collection_id: null,
    collection_title: null,
    ...rest,
  };
}

function running(percent: number): Download {
  const rest = { bytes_done: 1, bytes_total: 2, speed_bps: null, eta_s: null };
  return download("runs", {
    status: "downloading",
    progress: { phase: "fetching", percent, ...rest },
  });
}

describe("the queue", () => {
  afterEach(cleanup);

  it("draws what waits in line once, however often one hears of what runs", () => {
    let drawn = 0;
    const waiting = ["first", "second"].map((title) => download(title, { title }));
    for (const one of waiting) {
      const { title } = one;
      Object.defineProperty(one, "title", {
        get: () => {
          drawn += 1;
          return title;
        },
      });
    }
    // Who reads it is known to the row from the house; here nobody is signed in.
    const house = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
    const queue = (percent: number) => (
      <QueryClientProvider client={house}>
        <Queue open={[running(percent), ...waiting]} hands={HANDS} mine="m1" now={NOON} />
      </QueryClientProvider>
    );
    const { rerender } = render(queue(10));
    const atFirst = drawn;
    expect(atFirst).toBeGreaterThan(0);
    for (let percent = 20; percent <= 90; percent += 10) rerender(queue(percent));
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("90");
    expect(drawn).toBe(atFirst);
  });
});
