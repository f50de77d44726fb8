import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { Monitor } from "./status";
import { TellMe } from "./tell-me";

function show(state: string, subscribed = false) {
  const monitor = { id: "m1", name: "plex", state, subscribed } as unknown as Monitor;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TellMe monitor={monitor} />
    </QueryClientProvider>,
  );
}

describe("what the button promises", () => {
  afterEach(cleanup);

  it.each([
    ["down", "Tell me when Plex is back"],
    ["up", "Tell me when Plex goes away"],
    ["degraded", "Tell me when Plex goes away"],
    ["maintenance", "Tell me when Plex goes away"],
  ])("follows how it is: %s", (state, promise) => {
    show(state);
    expect(screen.getByRole("button", { name: promise })).toBeDefined();
  });

  it("is taken back by the same button", () => {
    show("down", true);
    expect(screen.getByRole("button", { name: "Tell me no more of Plex" })).toBeDefined();
  });
});
