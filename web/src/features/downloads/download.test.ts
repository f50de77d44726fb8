import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { type Download, isOpen, nameOf, stageOf, strandOf } from "./download";
import { headline, told } from "./messages";
import { addressIn, sharedIn } from "./paste/address";
import { advance, LIST, type Listed, moved } from "./progress";

const NOON = new Date("2026-05-04T12:00:00Z");
const RUNNING = {
  phase: "fetching",
  percent: 40,
  bytes_done: 400,
  bytes_total: 1000,
  speed_bps: 8_200_000,
  eta_s: 100,
} as const;

function download(rest: Partial<Download> = {}): Download {
  return {
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
    status: "downloading",
    progress: { ...RUNNING },
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
}

describe("a download", () => {
  it("that waits for another try says why and when", () => {
    const stage = stageOf(
      download({
        status: "queued",
        error: { class: "transient", reason: "The site did not answer" },
        next_try_at: "2026-05-04T12:04:00Z",
      }),
    );
    expect(told(stage, NOON).fact).toBe("The site did not answer. Next try in 4 min.");
  });

  it("that waits for the internet says so", () => {
    const stage = stageOf(download({ status: "queued", waits_for: "internet" }));
    expect(told(stage, NOON).fact).toBe("It goes on when the internet is back.");
  });

  it("is in the library once that shows it, and fetched until then", () => {
    const fetched = download({ status: "completed", finished_at: NOON.toISOString() });
    expect(told(stageOf(fetched), NOON).fact).toMatch(/^Fetched .*does not show it yet$/);
    const shown = { ...fetched, in_library: true };
    expect(told(stageOf(shown), NOON).fact).toMatch(/^In the library since /);
  });

  it("is over once it is fetched or taken back, and open in every other stage", () => {
    const open = ["queued", "downloading", "processing", "failed", "something-new"];
    expect(open.every((status) => isOpen(stageOf(download({ status }))))).toBe(true);
    expect(isOpen(stageOf(download({ status: "completed" })))).toBe(false);
    expect(isOpen(stageOf(download({ status: "cancelled" })))).toBe(false);
  });

  it("stands on the strand where its phase is", () => {
    expect(strandOf("looking_up", 0).at).toBe(0);
    expect(strandOf("fetching", 48.5)).toEqual({ at: 1, share: 0.5 });
    expect(strandOf("placing", 99).at).toBe(4);
  });
});

describe("progress", () => {
  it("moves a bar on, but never back", () => {
    const later = moved(download(), { ...RUNNING, percent: 41 });
    expect(later.progress?.percent).toBe(41);
    expect(moved(later, { ...RUNNING, percent: 12 }).progress?.percent).toBe(41);
    expect(moved(later, { phase: "looking_up", percent: 99 }).progress?.phase).toBe("fetching");
  });

  it("that comes late does not wake a download that is over", () => {
    const over = download({ status: "cancelled", progress: null });
    expect(moved(over, { ...RUNNING })).toBe(over);
  });

  it("reaches the list that the page shows, and nothing else in it", () => {
    const cache = new QueryClient();
    cache.setQueryData<Listed>(LIST, { items: [download(), download({ id: "d2" })], next: null });
    advance(cache, { ...RUNNING, download_id: "d2", percent: 77 });
    const percents = cache.getQueryData<Listed>(LIST)?.items.map((one) => one.progress?.percent);
    expect(percents).toEqual([40, 77]);
  });
});

describe("the page's sentence", () => {
  it("says how many come in, and when all are there", () => {
    const said = headline([stageOf(download())], false, NOON);
    expect(said.fact).toBe("One video is coming in.");
    expect(said.next).toMatch(/^All done by about \d\d:05\.$/);
  });

  it("speaks of trouble only when nothing else goes on", () => {
    const failed = stageOf(download({ status: "failed" }));
    expect(headline([failed], false, NOON).fact).toBe("One video needs a look.");
    expect(headline([failed, stageOf(download())], false, NOON).fact).toBe(
      "One video is coming in.",
    );
  });
});

describe("an address", () => {
  it.each([
    ["https://video.example/watch?v=1", "https://video.example/watch?v=1"],
    ["  video.example/1 ", "https://video.example/1"],
    ["http://127.0.0.1:9000/a.mp4", "http://127.0.0.1:9000/a.mp4"],
  ])("%s is looked up", (typed, address) => expect(addressIn(typed)).toBe(address));

  it.each([
    "",
    "train",
    "two words.example",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "ftp://a.b/c",
  ])("%s is none", (typed) => expect(addressIn(typed)).toBeNull());
});

describe("what another app shares", () => {
  it.each([
    ["url=https%3A%2F%2Fvideo.example%2F1", "https://video.example/1"],
    ["title=A+train&text=Look%3A+https%3A%2F%2Fvideo.example%2F2", "https://video.example/2"],
    ["text=nothing+to+see", ""],
    ["url=javascript%3Aalert(1)", ""],
  ])("%s leads to “%s”", (query, address) =>
    expect(sharedIn(new URLSearchParams(query))).toBe(address),
  );
});

describe("what a download is called", () => {
  it("is its address until the site has said its name", () => {
    const url = "https://video.example/watch/night-train?v=1";
    expect(nameOf({ title: "video.example", url })).toBe("video.example/watch/night-train");
    expect(nameOf({ title: "A night train", url })).toBe("A night train");
    expect(nameOf({ title: "video.example", url: "https://video.example/" })).toBe("video.example");
    expect(nameOf({ title: "nowhere", url: "nowhere" })).toBe("nowhere");
  });
});
