import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
// It is fetched when it is wanted; here it is at hand.
import "./body";
import { Palette } from "./palette";

const replace = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ replace }), usePathname: () => "/" }));

/** The house at the other end, whose answer takes a while; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { answer: () => {} };
  globalThis.fetch = async (asked) => {
    if (!(asked as Request).url.endsWith("/logout"))
      return Response.json({ id: "m1", permissions: [] });
    await new Promise<void>((answer) => {
      house.answer = answer;
    });
    return new Response(null, { status: 204 });
  };
  return house;
});

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Palette />
    </QueryClientProvider>,
  );
const press = () => fireEvent.keyDown(document, { key: "k", ctrlKey: true });
const sheet = () => screen.queryByRole("dialog");

describe("the palette", () => {
  beforeEach(() => {
    replace.mockReset();
    // The browser would bring the chosen line into sight.
    Element.prototype.scrollIntoView = () => {};
  });
  afterEach(cleanup);

  it("is gone before one signs out by it", async () => {
    show();
    press();
    const line = await screen.findByText("Sign out");
    await act(async () => fireEvent.click(line));
    expect(sheet()).toBeNull();
    await act(async () => house.answer());
    await waitFor(() => expect(replace).toHaveBeenCalledWith("/login"));
  });

  it("lies over no other page than the one on which it was opened", async () => {
    const { unmount } = show();
    press();
    await screen.findByRole("dialog");
    unmount();
    show();
    expect(sheet()).toBeNull();
  });
});
