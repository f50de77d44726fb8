import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Data } from "./data";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { lacks: { missing: [] as string[], cut: [] as string[] } };
  globalThis.fetch = async (asked) =>
    (asked as Request).method === "POST"
      ? Response.json({ fetch: "/api/v1/me/export" }, { status: 202 })
      : Response.json({ member_id: "anna", services: {}, ...house.lacks });
  return house;
});

const kept = vi.fn(() => "blob:1");

async function fetched(lacks: Partial<typeof house.lacks>) {
  house.lacks = { missing: [], cut: [], ...lacks };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Data />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Fetch my data" }));
  await waitFor(() => expect(kept).toHaveBeenCalledOnce());
  await screen.findByRole("button", { name: "Fetch my data" });
  return screen.queryAllByRole("status").map(({ textContent }) => textContent);
}

describe("all that the house knows of oneself, as a file", () => {
  beforeEach(() => {
    kept.mockClear();
    // A browser keeps the file; this one would leave the page for it.
    HTMLAnchorElement.prototype.click = () => {};
    Object.assign(URL, { createObjectURL: kept, revokeObjectURL: () => {} });
  });
  afterEach(cleanup);

  it("says nothing more where it is whole", async () => {
    expect(await fetched({})).toEqual([]);
  });

  it("says what did not answer, and what held more than was told", async () => {
    const [away, cut] = await fetched({ missing: ["notify"], cut: ["requests", "downloads"] });
    expect(away).toContain("(messages)");
    expect(cut).toContain("(wishes and downloads)");
  });
});
