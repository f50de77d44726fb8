import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Closing } from "./closing";
import type { Incident } from "./status";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { asked: [] as string[], answer: () => Response.json({}) };
  globalThis.fetch = async (asked) => {
    const request = asked as Request;
    house.asked.push(`${request.method} ${new URL(request.url).pathname}`);
    return house.answer();
  };
  return house;
});
const CLOSE = "POST /api/v1/status/incidents/i1/close";
const NOON = "2026-05-04T12:00:00Z";

function show(monitors: Record<string, string | null>) {
  Object.assign(house, { asked: [], answer: () => Response.json({}) });
  const struck = Object.entries(monitors).map(([name, back_at]) => ({ id: name, name, back_at }));
  const incident = { id: "i1", monitor_name: "plex", monitors: struck } as unknown as Incident;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Closing incident={incident} />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Say that it is over" }));
}

const region = () => screen.getByRole("region", { name: "Say that it is over" });

describe("saying that an incident is over", () => {
  afterEach(cleanup);

  it("says first what still does not answer, and who hears of it", () => {
    show({ plex: null, requests: null, Tautulli: NOON });
    expect(region().textContent).toContain("Plex and Wishing do not answer yet.");
    expect(region().textContent).toContain("Whoever was told of it hears that it is over.");
    expect(house.asked).toEqual([]);
  });

  it("asks nothing of the house where somebody thought better of it", () => {
    show({ plex: null });
    fireEvent.click(screen.getByRole("button", { name: "Never mind" }));
    expect(screen.getByRole("button", { name: "Say that it is over" })).toBeDefined();
    expect(house.asked).toEqual([]);
  });

  it("tells the house", async () => {
    show({ plex: null });
    fireEvent.click(screen.getByRole("button", { name: "It is over" }));
    await waitFor(() => expect(house.asked).toEqual([CLOSE]));
  });

  it("says why it was not done, and can be tried again", async () => {
    show({ plex: null });
    const problem = { status: 403, title: "You may not do this.", type: "urn:x" };
    house.answer = () => Response.json(problem, { status: 403 });
    fireEvent.click(screen.getByRole("button", { name: "It is over" }));
    expect((await screen.findByRole("alert")).textContent).toContain("You may not do this.");
    const again = screen.getByRole<HTMLButtonElement>("button", { name: "It is over" });
    expect(again.disabled).toBe(false);
  });
});
