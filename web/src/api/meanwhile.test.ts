import { MutationObserver, QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { keepShowing, shownBy } from "./meanwhile";

const BOX = ["box"];

describe("what a deed shows", () => {
  let cache: QueryClient;
  let house: { isTicked: boolean; answer: () => void; refuse: () => void };
  const shown = () => cache.getQueryData(BOX);
  const look = () => cache.fetchQuery({ queryKey: BOX, queryFn: async () => house.isTicked });

  function tick(): Promise<unknown> {
    const answered = new Promise<void>((resolve, reject) => {
      house.answer = resolve;
      house.refuse = () => reject(new Error("no"));
    });
    const deed = new MutationObserver(cache, {
      ...shownBy((isTicked: boolean) => cache.setQueryData(BOX, isTicked)),
      mutationFn: () => answered,
    });
    return deed.mutate(true).catch(() => null);
  }

  beforeEach(async () => {
    cache = new QueryClient();
    keepShowing(cache);
    house = { isTicked: false, answer: () => {}, refuse: () => {} };
    await look();
  });

  it("stays while the house has not acted yet, however often that is read", async () => {
    void tick();
    await look();
    expect(shown()).toBe(true);
    await look();
    expect(shown()).toBe(true);
  });

  it("is seen by nobody in between as it was before", async () => {
    const seen: unknown[] = [];
    void tick();
    cache.getQueryCache().subscribe(() => queueMicrotask(() => seen.push(shown())));
    await look();
    expect(new Set(seen)).toEqual(new Set([true]));
  });

  it("gives way to what the house says once it has answered", async () => {
    const done = tick();
    house.refuse();
    await done;
    await look();
    expect(shown()).toBe(false);
  });

  it("is no longer laid over what is read once the house has acted", async () => {
    const done = tick();
    house.answer();
    await done;
    await look();
    expect(shown()).toBe(false);
  });
});
