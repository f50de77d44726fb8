import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Filter } from "./filter";
import { EVERYTHING } from "./filter";
import { Genres } from "./genres";

/** Twelve genres of films, and one of series. */
vi.hoisted(() => {
  const films = [..."LKJIHGFEDCBA"].map((name, id) => ({ id, name }));
  globalThis.fetch = async (request) =>
    Response.json({
      items: (request as Request).url.endsWith("movie") ? films : [{ id: 99, name: "Soap" }],
    });
});

const ALL: Filter = EVERYTHING;
const choose = vi.fn();

function show(filter: Filter) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Genres filter={filter} choose={choose} />
    </QueryClientProvider>,
  );
}

const names = async () => {
  await screen.findByRole("group", { name: "Genre" });
  return screen.getAllByRole("radio").map((one) => one.parentElement?.textContent);
};

describe("genres", () => {
  afterEach(cleanup);

  it("are few at first, the chosen one always among them, and all after a press", async () => {
    show({ ...ALL, kind: "movie", genre: 0 });
    await vi.waitFor(async () => expect(await names()).toEqual(["All genres", ..."ABCDEFGH", "L"]));
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    expect(await names()).toEqual(["All genres", ..."ABCDEFGHIJKL"]);
    fireEvent.click(screen.getByRole("button", { name: "Fewer" }));
    expect((await names()).length).toBe(10);
  });

  it("are those of the kind that is wanted, and show at once what was chosen", async () => {
    show({ ...ALL, kind: "tv" });
    expect(await names()).toEqual(["All genres", "Soap"]);
    const soap = screen.getByRole<HTMLInputElement>("radio", { name: "Soap" });
    fireEvent.click(soap);
    expect(soap.checked).toBe(true);
    expect(choose).toHaveBeenLastCalledWith({ ...ALL, kind: "tv", genre: 99 });
  });
});
