import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KEPT } from "@/features/offline/forget";
import { STAYS_READ } from "./anew";
import { LiveProvider, useLine } from "./provider";

/** The house at the other end. It takes every line and answers it as long as it `isThere`. */
const house = vi.hoisted(() => {
  class Socket {
    readyState = 0;
    sent: { op: string }[] = [];
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
      if (house.ends) this.close(house.ends);
      else this.say({ op: "hello", session: "s", cursor: "c1" });
    }
    send(text: string): void {
      this.sent.push(JSON.parse(text));
      // It comes behind all that the house had to say before.
      if (this.sent.at(-1)?.op === "ping") setTimeout(() => this.say({ op: "pong" }));
    }
    say(frame: object): void {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
    close(code = 1000): void {
      this.readyState = 3;
      this.onclose?.({ code });
    }
  }
  const house = { sockets: [] as Socket[], isThere: true, isAway: false, who: "m1", ends: 0 };
  // The rest of the page asks who is in.
  Object.assign(globalThis, {
    WebSocket: Socket,
    fetch: async () => Response.json({ id: house.who }, { status: house.isAway ? 503 : 200 }),
  });
  return house;
});

const SINCE = "2026-05-04T12:00:00Z";
const PATIENCE_MS = 3_000;
const EVERY_MS = 15_000;

type Asks = { ask: () => string; askElsewhere: () => string };

function Page({ ask, askElsewhere }: Asks) {
  const { state } = useLine();
  const staleTime = Number.POSITIVE_INFINITY;
  useQuery({ queryKey: ["news"], queryFn: ask, staleTime });
  useQuery({ queryKey: ["elsewhere"], queryFn: askElsewhere, staleTime, meta: STAYS_READ });
  return <p role="status">{state}</p>;
}

/** A page of somebody who is in, that has read its news and is live; `asked` counts from then on. */
async function opened() {
  const asked = vi.fn(() => "news");
  const askedElsewhere = vi.fn(() => "a video");
  const cache = new QueryClient();
  cache.setQueryData(["me"], { id: "m1" });
  localStorage.setItem(KEPT, "what was seen");
  const { unmount } = render(
    <QueryClientProvider client={cache}>
      <LiveProvider>
        <Page ask={asked} askElsewhere={askedElsewhere} />
      </LiveProvider>
    </QueryClientProvider>,
  );
  await vi.dynamicImportSettled();
  await passed(100);
  expect(state()).toBe("live");
  asked.mockClear();
  askedElsewhere.mockClear();
  return { asked, askedElsewhere, unmount };
}

const state = () => screen.getByRole("status").textContent;
const passed = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const line = () => house.sockets.at(-1);
/** Whether the house itself still hears of what happens. */
const hears = (interrupted_since: string | null) =>
  act(() => line()?.say({ op: "hearing", interrupted_since }));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(house, { sockets: [], isThere: true, isAway: false, who: "m1", ends: 0 });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("while the live line is down", () => {
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

  it("the page leaves alone what another site had to be asked for", async () => {
    const { asked, askedElsewhere } = await opened();
    hears(SINCE);
    await passed(PATIENCE_MS);
    await passed(3 * EVERY_MS);
    act(() => line()?.say({ op: "gap", cursor: "c9" }));
    await passed(100);
    expect(asked).toHaveBeenCalledTimes(4);
    expect(askedElsewhere).not.toHaveBeenCalled();
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

describe("when the session of the line is over", () => {
  const SIGNED_OUT = 4401;

  it("whoever is in by another one stays live, and misses nothing", async () => {
    const { asked } = await opened();
    act(() => line()?.close(SIGNED_OUT));
    await passed(1_000);
    expect(state()).toBe("live");
    expect(line()?.sent[0]).toMatchObject({ op: "subscribe", after: "c1" });
    expect(asked).not.toHaveBeenCalled();
    expect(localStorage.getItem(KEPT)).not.toBeNull();
  });

  it("somebody else who is in by now reads everything anew, and nothing of who was", async () => {
    const { asked } = await opened();
    house.who = "m2";
    act(() => line()?.close(SIGNED_OUT));
    await passed(1_000);
    expect(state()).toBe("live");
    expect(asked).toHaveBeenCalledTimes(1);
    expect(localStorage.getItem(KEPT)).toBeNull();
    expect(house.sockets.filter(({ readyState }) => readyState === 1)).toHaveLength(1);
  });

  it("the line comes back only once the house says who is in", async () => {
    await opened();
    house.isAway = true;
    act(() => line()?.close(SIGNED_OUT));
    await passed(900);
    expect(house.sockets).toHaveLength(1);
    house.isAway = false;
    await passed(2_000);
    expect(state()).toBe("live");
  });

  it("a line that is ended again and again comes back ever more calmly", async () => {
    await opened();
    house.ends = SIGNED_OUT;
    act(() => line()?.close(SIGNED_OUT));
    await passed(60_000);
    expect(house.sockets.length).toBeGreaterThan(4);
    expect(house.sockets.length).toBeLessThan(15);
  });
});
