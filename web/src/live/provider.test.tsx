import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveProvider, useLine } from "./provider";

/** The house at the other end. It takes every line and answers it as long as it `isThere`. */
const house = vi.hoisted(() => {
  class Socket {
    readyState = 0;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: unknown }) => void) | null = null;
    onclose: ((event: { code: number }) => void) | null = null;
    constructor() {
      house.sockets.push(this);
      if (house.isThere) setTimeout(() => this.open());
    }
    open(): void {
      this.readyState = 1;
      this.onopen?.();
      this.say({ op: "hello", session: "s", cursor: "c1" });
    }
    send(text: string): void {
      if (JSON.parse(text).op === "ping") this.say({ op: "pong" });
    }
    say(frame: object): void {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
    close(code = 1000): void {
      this.readyState = 3;
      this.onclose?.({ code });
    }
  }
  const house = { sockets: [] as Socket[], isThere: true };
  // The rest of the page asks who is in.
  Object.assign(globalThis, {
    WebSocket: Socket,
    fetch: async () => Response.json({ id: "m1" }),
  });
  return house;
});

const SINCE = "2026-05-04T12:00:00Z";
const PATIENCE_MS = 3_000;
const EVERY_MS = 15_000;

function Page({ ask }: { ask: () => string }) {
  const { state } = useLine();
  useQuery({ queryKey: ["news"], queryFn: ask, staleTime: Number.POSITIVE_INFINITY });
  return <p role="status">{state}</p>;
}

/** A page of somebody who is in, that has read its news and is live; `asked` counts from then on. */
async function opened() {
  const asked = vi.fn(() => "news");
  const cache = new QueryClient();
  cache.setQueryData(["me"], { id: "m1" });
  const { unmount } = render(
    <QueryClientProvider client={cache}>
      <LiveProvider>
        <Page ask={asked} />
      </LiveProvider>
    </QueryClientProvider>,
  );
  await vi.dynamicImportSettled();
  await passed(100);
  expect(state()).toBe("live");
  asked.mockClear();
  return { asked, unmount };
}

const state = () => screen.getByRole("status").textContent;
const passed = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const line = () => house.sockets.at(-1);
/** Whether the house itself still hears of what happens. */
const hears = (interrupted_since: string | null) =>
  act(() => line()?.say({ op: "hearing", interrupted_since }));

describe("while the live line is down", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(house, { sockets: [], isThere: true });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it("the page asks for everything every 15 s, and no more once it is live", async () => {
    const { asked } = await opened();
    await passed(10 * EVERY_MS);
    expect(asked).not.toHaveBeenCalled();

    hears(SINCE);
    await passed(PATIENCE_MS);
    expect(state()).toBe("interrupted");
    await passed(EVERY_MS - 1);
    expect(asked).not.toHaveBeenCalled();
    await passed(1);
    expect(asked).toHaveBeenCalledTimes(1);
    await passed(EVERY_MS);
    expect(asked).toHaveBeenCalledTimes(2);

    hears(null);
    await passed(10 * EVERY_MS);
    expect(state()).toBe("live");
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it("each try to mend it that fails puts nothing off", async () => {
    const { asked } = await opened();
    house.isThere = false;
    act(() => line()?.close(1006));
    await passed(PATIENCE_MS);
    await passed(4 * EVERY_MS);
    expect(house.sockets.length).toBeGreaterThan(4);
    expect(asked).toHaveBeenCalledTimes(4);
  });

  it("a break of a moment is nobody's business", async () => {
    const { asked } = await opened();
    hears(SINCE);
    await passed(PATIENCE_MS - 1);
    hears(null);
    await passed(2 * EVERY_MS);
    expect(state()).toBe("live");
    expect(asked).not.toHaveBeenCalled();
  });

  it("a page that is left asks for nothing more", async () => {
    const { asked, unmount } = await opened();
    hears(SINCE);
    await passed(PATIENCE_MS);
    unmount();
    await passed(10 * EVERY_MS);
    expect(line()?.readyState).toBe(3);
    expect(asked).not.toHaveBeenCalled();
  });
});
