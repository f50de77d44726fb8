import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { PublicPage } from "./public-page";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { isOpen: true };
  globalThis.fetch = async () =>
    house.isOpen
      ? Response.json({ title: "Our nest", overall: "up", monitors: [] })
      : Response.json({ title: "There is no public status page here." }, { status: 404 });
  return house;
});

afterEach(cleanup);

it("whoever has the page open sees no more of it once it is shut", async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={cache}>
      <PublicPage />
    </QueryClientProvider>,
  );
  expect(await screen.findByText("Our nest")).toBeDefined();
  house.isOpen = false;
  await act(() => cache.invalidateQueries());
  expect((await screen.findAllByText("The house keeps this to itself")).length).toBeGreaterThan(0);
  expect(screen.queryByText("Our nest")).toBeNull();
});
