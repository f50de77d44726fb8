import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, it } from "vitest";
import { forget } from "./forget";
import { keep, snapshot } from "./snapshot";

const NOW = new Date("2026-11-22T18:40:00Z");
const wish = (title: string) => ({ title, status: "pending" });

beforeEach(() => localStorage.clear());

/** What the pages have read while this member was signed in. */
function houseOf(id: string): QueryClient {
  const cache = new QueryClient();
  cache.setQueryData(["me"], { id });
  return cache;
}

function read(cache: QueryClient, wishes: unknown[]): void {
  cache.setQueryData(["wishes", "list", "mine"], { pages: [{ items: wishes }] });
}

it("the house is kept as it was last seen, a few lines of it", () => {
  const cache = houseOf("anna");
  read(
    cache,
    Array.from({ length: 9 }, (_, at) => wish(`Wish ${at}`)),
  );
  keep(cache.getQueryCache(), NOW);
  expect(snapshot()?.at).toBe(NOW.toISOString());
  expect(snapshot()?.wishes.map(({ title }) => title)).toEqual([
    "Wish 0",
    "Wish 1",
    "Wish 2",
    "Wish 3",
    "Wish 4",
  ]);
});

it("what was not read anew stays as it was, for the same person", () => {
  const first = houseOf("anna");
  read(first, [wish("Dark")]);
  keep(first.getQueryCache(), NOW);
  const second = houseOf("anna");
  second.setQueryData(["downloads", "list"], { items: [{ title: "A train", status: "queued" }] });
  keep(second.getQueryCache(), NOW);
  expect(snapshot()?.wishes[0]?.title).toBe("Dark");
  expect(snapshot()?.downloads[0]?.title).toBe("A train");
});

it("what is planned is kept for when nobody is there to tell of it", () => {
  const plan = { id: "p1", title: "Plex moves", stage: "planned" };
  const first = houseOf("anna");
  const monitor = { id: "m1", name: "plex", serves: "plex", state: "up" };
  first.setQueryData(["status", "now"], { maintenance: [plan], monitors: [monitor] });
  keep(first.getQueryCache(), NOW);
  const kept = { maintenance: [plan], monitors: [{ id: "m1", name: "plex", serves: "plex" }] };
  expect(snapshot()?.planned).toEqual(kept);
  const second = houseOf("anna");
  read(second, [wish("Dark")]);
  keep(second.getQueryCache(), NOW);
  expect(snapshot()?.planned).toEqual(kept);
  second.setQueryData(["status", "now"], { maintenance: [], monitors: [monitor] });
  keep(second.getQueryCache(), NOW);
  expect(snapshot()?.planned).toBeNull();
});

it("what one person saw is never shown to the next", () => {
  const annas = houseOf("anna");
  read(annas, [wish("Dark")]);
  keep(annas.getQueryCache(), NOW);
  const bens = houseOf("ben");
  bens.setQueryData(["downloads", "list"], { items: [{ title: "A train", status: "queued" }] });
  keep(bens.getQueryCache(), NOW);
  expect(snapshot()?.wishes).toEqual([]);
  expect(snapshot()?.downloads[0]?.title).toBe("A train");
});

it("what one person saw is gone before the next has read anything", () => {
  const annas = houseOf("anna");
  read(annas, [wish("Dark")]);
  keep(annas.getQueryCache(), NOW);
  keep(houseOf("ben").getQueryCache(), NOW);
  expect(snapshot()).toBeNull();
});

it("nothing is kept of whom the page does not know", () => {
  const cache = new QueryClient();
  read(cache, [wish("Dark")]);
  keep(cache.getQueryCache(), NOW);
  expect(snapshot()).toBeNull();
});

it("nothing is left after signing out, and nothing is made of what is no snapshot", () => {
  const cache = houseOf("anna");
  read(cache, [wish("Dark")]);
  keep(cache.getQueryCache(), NOW);
  forget();
  expect(snapshot()).toBeNull();
  for (const odd of ['{"at": 3}', '{"at": "now", "wishes": [], "downloads": []}']) {
    localStorage.setItem("medianest.as-of", odd);
    expect(snapshot()).toBeNull();
  }
});
