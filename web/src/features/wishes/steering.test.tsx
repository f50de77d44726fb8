import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepShowing } from "@/api/meanwhile";
import { useSteering, useWishes } from "./queries";
import type { Wish } from "./wish";

const WISH = {
  id: "w1",
  media_type: "movie",
  tmdb_id: 603,
  title: "The Matrix",
  seasons: [],
  note: null,
  status: "approved",
  stuck_reason: "Overseerr is away.",
} as unknown as Wish;

/** The house at the other end: each answer waits until it is let go. The client holds on to `fetch` as soon as it
 * is loaded. */
const house = vi.hoisted(() => {
  const house = {
    waiting: [] as { did: string; answer: (body: unknown, status?: number) => void }[],
  };
  globalThis.fetch = (asked) =>
    new Promise((answer) => {
      const { method, url } = asked as Request;
      house.waiting.push({
        did: `${method} ${new URL(url).pathname.split("/").at(-1)}`,
        answer: (body, status = 200) => answer(Response.json(body, { status })),
      });
    });
  return house;
});

async function answered(did: string, body: unknown, status?: number): Promise<void> {
  await waitFor(() => expect(house.waiting.some((one) => one.did === did)).toBe(true));
  const at = house.waiting.findIndex((one) => one.did === did);
  const [one] = house.waiting.splice(at, 1);
  await act(async () => one?.answer(body, status));
}
const read = (wish: Wish) => answered("GET requests", { items: [wish], next: null });

async function opened() {
  const cache = new QueryClient();
  keepShowing(cache);
  const { result } = renderHook(() => ({ list: useWishes("mine"), steer: useSteering() }), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <QueryClientProvider client={cache}>{children}</QueryClientProvider>
    ),
  });
  await read(WISH);
  const shown = () => result.current.list.data?.pages[0]?.items[0];
  await waitFor(() => expect(shown()).toBeDefined());
  return { cache, shown, steer: () => result.current.steer };
}

describe("what is done with a wish", () => {
  beforeEach(() => void house.waiting.splice(0));
  afterEach(cleanup);

  it("shows at once, and is not hidden by what was being read at that moment", async () => {
    const { cache, shown, steer } = await opened();
    void cache.refetchQueries({ queryKey: ["wishes", "list"] });
    await waitFor(() => expect(house.waiting).toHaveLength(1));
    act(() => steer().cancel(WISH));
    await waitFor(() => expect(shown()?.status).toBe("cancelled"));
    await read(WISH);
    await waitFor(() => expect(cache.isFetching()).toBe(0));
    expect(shown()?.status).toBe("cancelled");
  });

  it("is then what the house says it became, before the list is read anew", async () => {
    const { shown, steer } = await opened();
    act(() => steer().retry(WISH));
    await waitFor(() => expect(shown()?.stuck_reason).toBeNull());
    await answered("POST retry", { ...WISH, status: "processing", stuck_reason: null });
    await waitFor(() => expect(shown()?.status).toBe("processing"));
    expect(house.waiting.map(({ did }) => did)).toEqual(["GET requests"]);
  });

  it("goes back where the house says no", async () => {
    const { shown, steer } = await opened();
    act(() => steer().cancel(WISH));
    await waitFor(() => expect(shown()?.status).toBe("cancelled"));
    await answered("POST cancel", { title: "It is on its way already." }, 409);
    await waitFor(() => expect(shown()?.status).toBe("approved"));
  });
});
