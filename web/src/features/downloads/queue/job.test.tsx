import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Download } from "../download";
import { Job } from "./job";

const NOON = new Date("2026-05-04T12:00:00Z");

function show(rest: Partial<Download>) {
  const hands = {
    pause: vi.fn(),
    resume: vi.fn(),
    cancel: vi.fn(),
    retry: vi.fn(),
    remove: vi.fn(),
    move: vi.fn(),
    prioritize: vi.fn(),
  };
  const download: Download = {
    id: "d1",
    version: 1,
    member_id: "m1",
    url: "https://video.example/1",
    preset: "1080p",
    extras: {},
    priority: "normal",
    place: 1,
    in_library: false,
    rating_key: null,
    collection_id: null,
    collection_title: null,
    title: "A night train",
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
    ...rest,
  };
  // Who reads it is known to the row from the house; here nobody is signed in.
  const house = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  render(
    <QueryClientProvider client={house}>
      <Job download={download} hands={hands} now={NOON} />
    </QueryClientProvider>,
  );
  return hands;
}

describe("a row of the queue", () => {
  afterEach(cleanup);

  it("shows a running download as a bar with its figure and its words", () => {
    const progress = {
      phase: "fetching",
      percent: 40.4,
      bytes_done: 1,
      bytes_total: 2,
      speed_bps: 8.2e6,
      eta_s: 100,
    } as const;
    show({ status: "downloading", progress });
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
    expect(screen.getByText("8.2 MB/s · about 2 min left")).toBeTruthy();
  });

  it("sets the width of the bar without a style attribute in the page's source", () => {
    const progress = {
      phase: "joining",
      percent: 97,
      bytes_done: 1,
      bytes_total: 2,
      speed_bps: null,
      eta_s: null,
    } as const;
    show({ status: "processing", progress });
    const current = screen.getByRole("progressbar").querySelector<HTMLElement>(".n");
    expect(current?.style.getPropertyValue("--p")).toBe("0.5");
  });

  it("lets its owner take it back", () => {
    const hands = show({});
    fireEvent.click(screen.getByRole("button", { name: "Cancel: A night train" }));
    expect(hands.cancel).toHaveBeenCalledOnce();
  });

  it("says when it is fetched while it waits, and lets its owner choose", () => {
    const hands = show({ priority: "low" });
    const turn = screen.getByRole<HTMLSelectElement>("combobox", { name: "Turn of A night train" });
    expect(turn.selectedOptions[0]?.text).toBe("Lets others pass");
    fireEvent.change(turn, { target: { value: "high" } });
    expect(hands.prioritize).toHaveBeenCalledExactlyOnceWith(expect.anything(), "high");
  });

  it.each(["downloading", "processing", "completed", "failed", "cancelled"])(
    "says nothing of its turn once that does not count: %s",
    (status) => {
      show({ status, priority: "high" });
      expect(screen.queryByRole("combobox")).toBeNull();
      expect(screen.queryByText("Goes first")).toBeNull();
    },
  );

  it("says why it failed, and offers another try", () => {
    const hands = show({
      status: "failed",
      error: { class: "permanent", reason: "This video is private." },
    });
    expect(screen.getByText("This video is private.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Try again: A night train" }));
    expect(hands.retry).toHaveBeenCalledOnce();
  });
});
