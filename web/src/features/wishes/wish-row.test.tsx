import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Wish } from "./wish";
import { WishRow } from "./wish-row";

const at = vi.hoisted(() => ({ page: "/wishes" }));
vi.mock("next/navigation", () => ({ usePathname: () => at.page }));

const NOON = new Date(2026, 10, 30, 12);
const WISH = {
  id: "w1",
  title: "Dark",
  media_type: "tv",
  tmdb_id: 70523,
  seasons: [],
  status: "approved",
  stuck_reason: "Overseerr is away.",
  updated_at: NOON.toISOString(),
} as unknown as Wish;

function show(more: Partial<Wish>, { page = "/wishes", may = [] as string[] } = {}) {
  at.page = page;
  const cache = new QueryClient();
  cache.setQueryData(["me"], { id: "anna", permissions: may });
  render(
    <QueryClientProvider client={cache}>
      <WishRow wish={{ ...WISH, ...more }} now={NOON} />
    </QueryClientProvider>,
  );
}

const why = () => screen.queryByRole("link", { name: "why? Dark" })?.getAttribute("href") ?? null;

describe("why a wish is held", () => {
  afterEach(cleanup);

  it("is told to whose wish it is where its story stands", () => {
    show({});
    expect(why()).toBe("/title?type=tv&id=70523");
  });

  it("is told to those who read events by what happened", () => {
    show({ status: "declined" }, { may: ["events.read"] });
    expect(why()).toBe("/admin/events?service=requests&stream=request-w1");
  });

  it("leads nobody to where they are, or to where nothing of it stands any more", () => {
    show({}, { page: "/title" });
    expect(why()).toBeNull();
    cleanup();
    show({ status: "declined" });
    expect(why()).toBeNull();
  });

  it("is no question while all goes well", () => {
    show({ status: "processing", stuck_reason: null });
    expect(why()).toBeNull();
  });
});
