import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Change } from "./change";
// It is fetched when it is wanted; here it is at hand.
import "./change-sheet";
import type { Wish } from "./wish";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const wire = vi.hoisted(() => {
  const wire = { isAway: false };
  globalThis.fetch = async (request) => {
    const isMe = new URL((request as Request).url).pathname.endsWith("/me");
    if (isMe) return Response.json({ id: "anna", permissions: ["requests.create"] });
    if (wire.isAway) return Response.json({ title: "Overseerr is away." }, { status: 503 });
    const season = (number: number) => ({
      number,
      name: `Season ${number}`,
      episodes: 8,
      seen: null,
    });
    return Response.json({
      title: { card: { media_type: "tv", tmdb_id: 1 }, seasons: [1, 2, 3].map(season) },
      requests: [WISH],
      of_others: [],
    });
  };
  return wire;
});

const WISH = {
  id: "w1",
  requested_by: "anna",
  media_type: "tv",
  tmdb_id: 1,
  title: "Dark",
  seasons: [1],
  is_4k: false,
  note: "For the weekend.",
  status: "pending",
} as unknown as Wish;

const change = vi.fn();
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

function show(wish = WISH) {
  const cache = client();
  const page = (wish: Wish) => (
    <QueryClientProvider client={cache}>
      <Change wish={wish} change={change} />
    </QueryClientProvider>
  );
  const { rerender } = render(page(wish));
  return (wish: Wish) => rerender(page(wish));
}

const openIt = async () =>
  fireEvent.click(await screen.findByRole("button", { name: "Change it: Dark, season 1" }));
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const note = () => screen.findByRole<HTMLInputElement>("textbox");

describe("changing a wish that waits", () => {
  beforeEach(() => {
    change.mockClear();
    wire.isAway = false;
  });
  afterEach(cleanup);

  it("asks for what is other than before, and for nothing where nothing is", async () => {
    show();
    await openIt();
    fireEvent.click(await screen.findByRole("checkbox", { name: /Season 3/ }));
    press("Keep the change");
    expect(change).toHaveBeenLastCalledWith(WISH, { seasons: [1, 3] });
    await openIt();
    fireEvent.change(await note(), { target: { value: "  " } });
    press("Keep the change");
    expect(change).toHaveBeenLastCalledWith(WISH, { note: "" });
    await openIt();
    await note();
    press("Keep the change");
    expect(change).toHaveBeenCalledTimes(2);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("wishes for no series without a season", async () => {
    show();
    await openIt();
    fireEvent.click(await screen.findByRole("checkbox", { name: /Season 1/ }));
    const keep = screen.getByRole<HTMLButtonElement>("button", { name: "Keep the change" });
    expect(keep.disabled).toBe(true);
  });

  it("lets the word be another while nobody knows the seasons", async () => {
    wire.isAway = true;
    show();
    await openIt();
    expect(await screen.findByText("The seasons can't be shown")).toBeDefined();
    fireEvent.change(await note(), { target: { value: "It rains." } });
    press("Keep the change");
    expect(change).toHaveBeenLastCalledWith(WISH, { note: "It rains." });
  });

  it("says so if it was decided meanwhile", async () => {
    const again = show();
    await openIt();
    await note();
    again({ ...WISH, status: "approved" });
    await waitFor(() => expect(screen.getByText("It was decided meanwhile.")).toBeDefined());
    press("Leave it as it is");
    expect(change).not.toHaveBeenCalled();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
