import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toasts } from "@/look/surfaces/toast";
import { turning } from "./matrix";
import { useChoosing, usePreferences } from "./queries";

type Put = { ifMatch: string | null; by: Record<string, string[]> };

/** The house at the other end: it answers a choice when it is let, and keeps a version of what it knows. The
 * client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = {
    by: {} as Put["by"],
    version: 1,
    puts: [] as Put[],
    /** Lets the choice that waits be done, or refused. */
    answer: (_status: number) => {},
    read: async (): Promise<Response> => house.shown(),
    shown: (): Response =>
      Response.json(
        {
          categories: Object.entries(house.by).map(([name, by]) => ({ name, label: name, by })),
          muted: [],
        },
        { headers: { ETag: `"v${house.version}"` } },
      ),
  };
  globalThis.fetch = async (asked) => {
    const request = asked as Request;
    if (request.method === "GET") return house.read();
    const { by } = await request.json();
    house.puts.push({ ifMatch: request.headers.get("If-Match"), by });
    const status = await new Promise<number>((answer) => {
      house.answer = answer;
    });
    if (status !== 200) return Response.json({ title: "No." }, { status });
    Object.assign(house, { by, version: house.version + 1 });
    return house.shown();
  };
  return house;
});

function Choices() {
  const said = usePreferences().data;
  const choose = useChoosing();
  return said?.categories.map(({ name, by }) => (
    <input
      key={name}
      type="checkbox"
      aria-label={name}
      checked={by.includes("email")}
      onChange={({ target }) => choose(turning(name, "email", target.checked))}
    />
  ));
}

async function open(): Promise<QueryClient> {
  const cache = new QueryClient();
  render(
    <QueryClientProvider client={cache}>
      <Choices />
      <Toasts />
    </QueryClientProvider>,
  );
  await screen.findByLabelText("wishes");
  return cache;
}

const tick = (name: string) => act(async () => fireEvent.click(screen.getByLabelText(name)));
const isTicked = (name: string) => screen.getByLabelText<HTMLInputElement>(name).checked;
/** The house answers the choice that waits. */
async function answered(nth: number, status = 200): Promise<void> {
  await waitFor(() => expect(house.puts).toHaveLength(nth));
  await act(async () => house.answer(status));
}

describe("what one is told of, chosen", () => {
  beforeEach(() =>
    Object.assign(house, {
      by: { wishes: [], downloads: [] },
      version: 1,
      puts: [],
      read: async (): Promise<Response> => house.shown(),
    }),
  );
  afterEach(cleanup);

  it("twice in a moment is both, each meant for what the one before left", async () => {
    await open();
    await tick("wishes");
    await tick("downloads");
    expect([isTicked("wishes"), isTicked("downloads")]).toEqual([true, true]);
    await answered(1);
    expect([isTicked("wishes"), isTicked("downloads")]).toEqual([true, true]);
    await answered(2);
    expect(house.puts).toEqual([
      { ifMatch: '"v1"', by: { wishes: ["email"], downloads: [] } },
      { ifMatch: '"v2"', by: { wishes: ["email"], downloads: ["email"] } },
    ]);
    expect([isTicked("wishes"), isTicked("downloads")]).toEqual([true, true]);
  });

  it("and refused is taken back alone", async () => {
    await open();
    await tick("wishes");
    await tick("downloads");
    await answered(1, 409);
    await waitFor(() => expect(isTicked("wishes")).toBe(false));
    expect(isTicked("downloads")).toBe(true);
    await answered(2);
    expect(house.puts[1]?.by).toEqual({ wishes: [], downloads: ["email"] });
    await waitFor(() => expect(house.by.downloads).toEqual(["email"]));
    expect([isTicked("wishes"), isTicked("downloads")]).toEqual([false, true]);
  });

  it("is not undone by what was being read at that moment", async () => {
    const cache = await open();
    let arrive = () => {};
    const old = house.shown();
    house.read = () =>
      new Promise((answer) => {
        arrive = () => answer(old);
      });
    void cache.refetchQueries();
    await tick("wishes");
    await answered(1);
    await act(async () => arrive());
    await waitFor(() => expect(cache.isFetching() + cache.isMutating()).toBe(0));
    expect(isTicked("wishes")).toBe(true);
  });

  it("elsewhere meanwhile is shown and said, and nothing of it overwritten", async () => {
    await open();
    Object.assign(house, { by: { wishes: [], downloads: ["email"] }, version: 2 });
    await tick("wishes");
    await answered(1, 412);
    await screen.findByText("You chose something elsewhere meanwhile.");
    await waitFor(() => expect(isTicked("wishes")).toBe(false));
    expect(isTicked("downloads")).toBe(true);
    await tick("wishes");
    await answered(2);
    expect(house.puts[1]).toEqual({
      ifMatch: '"v2"',
      by: { wishes: ["email"], downloads: ["email"] },
    });
  });
});
