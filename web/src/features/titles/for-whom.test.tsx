import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ForWhom, type Who } from "./for-whom";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const wire = vi.hoisted(() => {
  const people = [
    { id: "carla", display_name: "Carla", username: "carla" },
    { id: "ben", display_name: "Ben", username: "ben" },
    { id: "gone", display_name: "Benno", username: "benno", disabled: true },
  ];
  const wire = { permissions: ["requests.decide", "members.read"] };
  globalThis.fetch = async (request) => {
    const { pathname, searchParams } = new URL((request as Request).url);
    if (pathname.endsWith("/me"))
      return Response.json({ id: "carla", permissions: wire.permissions });
    const words = (searchParams.get("query") ?? "").toLowerCase();
    return Response.json({
      items: people.filter(({ username }) => username.includes(words)),
      next: null,
    });
  };
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  return wire;
});

const choose = vi.fn();

function Sheet() {
  const [chosen, set] = useState<Who | null>(null);
  return (
    <ForWhom
      chosen={chosen}
      choose={(who) => {
        choose(who);
        set(who);
      }}
    />
  );
}

function show() {
  Element.prototype.scrollIntoView = () => {};
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Sheet />
    </QueryClientProvider>,
  );
}

const opener = (name: string) => screen.findByRole("button", { name: `For whom: ${name}` });
const option = (name: RegExp) => screen.findByRole("option", { name });
const field = () => screen.findByRole("combobox");

describe("for whom it is asked", () => {
  beforeEach(() => {
    choose.mockClear();
    wire.permissions = ["requests.decide", "members.read"];
  });
  afterEach(cleanup);

  it("is oneself until somebody else is found by name and chosen, and oneself again", async () => {
    show();
    fireEvent.click(await opener("Me"));
    fireEvent.change(await field(), { target: { value: "ben" } });
    fireEvent.click(await option(/Ben/));
    expect(choose).toHaveBeenLastCalledWith({ id: "ben", name: "Ben" });
    fireEvent.click(await opener("Ben"));
    fireEvent.click(await option(/Me/));
    expect(choose).toHaveBeenLastCalledWith(null);
    expect(await opener("Me")).toBeDefined();
  });

  it("offers neither oneself by name nor who is kept out, and is closed by Escape", async () => {
    show();
    fireEvent.click(await opener("Me"));
    await option(/Ben/);
    const all = screen.getAllByRole("option").map(({ textContent }) => textContent);
    expect(all).toEqual(["Me", "Benben"]);
    fireEvent.keyDown(await field(), { key: "Escape" });
    expect(await opener("Me")).toBeDefined();
    expect(choose).not.toHaveBeenCalled();
  });

  it("is not asked of who may not decide", async () => {
    wire.permissions = ["requests.create", "members.read"];
    show();
    await expect(opener("Me")).rejects.toThrow();
  });
});
