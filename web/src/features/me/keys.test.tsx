import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { endOf } from "./key";
import { Keys } from "./keys";
import { endSaid } from "./messages";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { wished: null as { scopes: string[]; expires_at: string | null } | null };
  globalThis.fetch = async (asked) => {
    const request = asked as Request;
    if (request.method === "GET") return Response.json({ items: [], next: null });
    house.wished = await request.json();
    return Response.json({ id: "k1", version: 1, key: "mn_secret" }, { status: 201 });
  };
  return house;
});
const DAY_MS = 86_400_000;

async function open() {
  house.wished = null;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Keys may={["me.manage", "downloads.read", "requests.create"]} />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Make a key" }));
  const form = within(screen.getByRole("form", { name: "Make a key" }));
  fireEvent.change(form.getByRole("textbox"), { target: { value: "kitchen radio" } });
  return form;
}

describe("a key for a script", () => {
  afterEach(cleanup);

  it("is offered nothing that the house gives no key, so that all of it may be ticked", async () => {
    const form = await open();
    for (const box of form.getAllByRole("checkbox")) fireEvent.click(box);
    fireEvent.click(form.getByRole("button", { name: "Make a key" }));
    expect(await screen.findByText("mn_secret")).toBeDefined();
    expect(house.wished?.scopes).toEqual(["downloads.read", "requests.create"]);
  });

  it.each([
    ["a month", 30],
    ["a year", 365],
    ["as long as it is not taken back", null],
  ])("counts for %s where that is chosen", async (lasts, days) => {
    const form = await open();
    fireEvent.click(form.getByRole("radio", { name: lasts }));
    const before = Date.now();
    fireEvent.click(form.getByRole("button", { name: "Make a key" }));
    await screen.findByText("mn_secret");
    const ends = house.wished?.expires_at;
    if (days === null) expect(ends).toBeNull();
    else expect(Date.parse(ends ?? "") - before).toBeGreaterThanOrEqual(days * DAY_MS);
  });

  it("says in its row until when it counts", () => {
    const noon = new Date("2026-11-30T12:00:00Z");
    const ends = endOf("year", noon)?.toISOString() ?? null;
    expect(endSaid(ends)).toBe("until 30 November 2027");
    expect(endSaid(null)).toBe("until it is taken back");
  });
});
