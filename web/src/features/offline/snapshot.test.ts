import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, it } from "vitest";
import { forget } from "./forget";
import { keep, snapshot } from "./snapshot";

const NOW = new Date("2026-11-22T18:40:00Z");
const wish = (title: string) => ({ title, status: "pending" });

beforeEach(() => localStorage.clear());

function read(cache: QueryClient, wishes: unknown[]): void {
  cache.setQueryData(["wishes", "list", "mine"], { pages: [{ items: wishes }] });
}

it("the house is kept as it was last seen, a few lines of it", () => {
  const cache = new QueryClient();
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

it("what was not read anew stays as it was", () => {
  const first = new QueryClient();
  read(first, [wish("Dark")]);
  keep(first.getQueryCache(), NOW);
  const second = new QueryClient();
  second.setQueryData(["downloads", "list"], { items: [{ title: "A train", status: "queued" }] });
  keep(second.getQueryCache(), NOW);
  expect(snapshot()?.wishes[0]?.title).toBe("Dark");
  expect(snapshot()?.downloads[0]?.title).toBe("A train");
});

it("nothing is left after signing out, and nothing is made of what is no snapshot", () => {
  const cache = new QueryClient();
  read(cache, [wish("Dark")]);
  keep(cache.getQueryCache(), NOW);
  forget();
  expect(snapshot()).toBeNull();
  localStorage.setItem("medianest.as-of", '{"at": 3}');
  expect(snapshot()).toBeNull();
});
