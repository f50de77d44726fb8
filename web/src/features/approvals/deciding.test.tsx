import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toasts } from "@/look/surfaces/toast";
import { type Deciding, useDeciding } from "./deciding";
import { titleOf } from "./messages";
import { useWaiting } from "./queries";
import { idOf, type Waiting } from "./waiting";

type Body = { ids: string[]; action: string };
type Asked = { path: string; body: Body; answer: (status?: number) => void };
const AWAY = "This part rests for a while.";

/** The house at the other end: what waits there, and what it was asked and has not answered yet. */
const house = vi.hoisted(() => {
  const house = {
    wishes: [] as string[],
    videos: [] as string[],
    asked: [] as Asked[],
    isSlow: false,
    readers: [] as (() => void)[],
  };
  const items = (path: string) => {
    const at = "2026-11-30T09:00:00Z";
    return path.endsWith("/downloads")
      ? house.videos.map((id) => ({ id, title: id, created_at: at, place: 1, collection_id: null }))
      : house.wishes.map((id) => ({ id, title: id, created_at: at, seasons: [] }));
  };
  const decided = (path: string, { ids, action }: Body, status: number) => {
    const left = (waiting: string[]) => waiting.filter((id) => !ids.includes(id));
    if (status !== 200) return Response.json({ title: AWAY }, { status });
    if (action === "undo") house.wishes.push(...ids);
    else if (path.includes("/downloads/")) house.videos = left(house.videos);
    else house.wishes = left(house.wishes);
    return Response.json({ items: ids.map((id) => ({ id, ok: true })) });
  };
  globalThis.fetch = async (request) => {
    const { url, method } = request as Request;
    const path = new URL(url).pathname;
    if (method === "GET") {
      if (path.endsWith("/count")) return Response.json({ total: 0 });
      const seen = { items: items(path), next: null };
      if (house.isSlow) await new Promise<void>((resolve) => house.readers.push(resolve));
      return Response.json(seen);
    }
    const body = await (request as Request).json();
    return new Promise((resolve) => {
      const answer = (status = 200) => resolve(decided(path, body, status));
      house.asked.push({ path, body, answer });
    });
  };
  return house;
});

let cache: QueryClient;
let deciding: Deciding;
let items: Waiting[];

function Page() {
  const waiting = useWaiting();
  items = waiting.items;
  deciding = useDeciding();
  return <ul>{items.map(titleOf).join()}</ul>;
}

const passed = (ms = 100) => act(() => vi.advanceTimersByTimeAsync(ms));
const shown = () => items.map(idOf);
const these = (...ids: string[]) => items.filter((one) => ids.includes(idOf(one)));
const isSaid = (text: string) => screen.queryByText(text) !== null;
/** Somebody else's wish or yes: the page reads the list anew. */
const heard = () => act(() => void cache.invalidateQueries({ queryKey: ["wishes"] }));

async function approve(...ids: string[]) {
  act(() => deciding.approve(these(...ids)));
  await passed();
}

/** The house answers what it was asked first. */
async function answered(status = 200) {
  const [first, ...later] = house.asked;
  house.asked = later;
  act(() => first?.answer(status));
  await passed();
}

beforeEach(async () => {
  vi.useFakeTimers();
  Object.assign(house, { wishes: ["w1", "w2", "w3"], videos: ["v1"], asked: [], isSlow: false });
  cache = new QueryClient();
  const permissions = ["requests.decide", "downloads.manage"];
  cache.setQueryData(["me"], { id: "m1", permissions });
  render(
    <QueryClientProvider client={cache}>
      <Page />
      <Toasts />
    </QueryClientProvider>,
  );
  await passed();
  expect(shown()).toEqual(["w1", "w2", "w3", "v1"]);
});
afterEach(async () => {
  await passed(20_000);
  cleanup();
  vi.useRealTimers();
});

describe("what is being answered", () => {
  it("has left the list, however often that is read meanwhile", async () => {
    await approve("w1");
    await approve("w2");
    expect(shown()).toEqual(["w3", "v1"]);
    heard();
    await passed();
    expect(shown()).toEqual(["w3", "v1"]);
    await answered();
    expect(shown()).toEqual(["w3", "v1"]);
    await answered();
    expect(shown()).toEqual(["w3", "v1"]);
  });

  it("does not come back with what was read before it was answered", async () => {
    house.isSlow = true;
    heard();
    await passed();
    await approve("w1");
    await answered();
    act(() => house.readers.shift()?.());
    await passed();
    expect(shown()).toEqual(["w2", "w3", "v1"]);
    house.isSlow = false;
  });

  it("comes back at once where the house says no, though nothing can be read", async () => {
    await approve("w1");
    house.isSlow = true;
    await answered(409);
    expect(shown()).toEqual(["w1", "w2", "w3", "v1"]);
    expect(isSaid(AWAY)).toBe(true);
  });
});

describe("where one part of the house is away", () => {
  it("what the others did is said and can be taken back, and the rest stands there again", async () => {
    await approve("w1", "w2", "v1");
    await answered();
    await answered(503);
    expect(isSaid("Approved 2.")).toBe(true);
    expect(isSaid(AWAY)).toBe(true);
    expect(shown()).toEqual(["w3", "v1"]);

    act(() => deciding.undoLast());
    await passed();
    expect(house.asked.map(({ body }) => body)).toEqual([{ ids: ["w1", "w2"], action: "undo" }]);
    await answered();
    expect(shown()).toContain("w1");
  });
});

describe("the key that takes back", () => {
  it("takes the last one back as long as the house allows it, and none of before", async () => {
    await approve("w1");
    await answered();
    await passed(7_000);
    await approve("w2");
    await answered();
    await passed(4_000);
    act(() => deciding.undoLast());
    act(() => deciding.undoLast());
    await passed();
    expect(house.asked.map(({ body }) => body.ids)).toEqual([["w2"]]);
    await answered();
  });

  it("takes nothing back once its time is over", async () => {
    await approve("w1");
    await answered();
    await passed(10_000);
    act(() => deciding.undoLast());
    await passed();
    expect(house.asked).toEqual([]);
  });
});
