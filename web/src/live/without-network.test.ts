/** The service worker, as it is served, with caches and a network of the test's own. */
import { readFileSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";

const HOUSE = "https://house.example";
const SCRIPT = readFileSync("public/sw.js", "utf8");
const LONG_LOOK = 320;

type Asked = { url: string; method: string; mode: string };
type Happens = {
  request?: Asked;
  waitUntil(it: Promise<unknown>): void;
  respondWith(it: Promise<Response>): void;
};

/** Keeps in the order in which it was put, as browsers do. */
class Shelf {
  private readonly kept = new Map<string, Response>();
  constructor(private readonly fetch: (at: string) => Promise<Response>) {}
  async add(at: string) {
    await this.put(at, await this.fetch(at));
  }
  async put(at: string | Asked, answer: Response) {
    this.kept.delete(address(at));
    this.kept.set(address(at), answer);
  }
  async match(at: string | Asked, { ignoreSearch = false } = {}) {
    const exactly = this.kept.get(address(at));
    if (exactly || !ignoreSearch) return exactly?.clone();
    const bare = (one: string) => one.split("?")[0];
    const found = [...this.kept].find(([one]) => bare(one) === bare(address(at)));
    return found?.[1].clone();
  }
  async keys() {
    return [...this.kept.keys()];
  }
  async delete(at: string) {
    return this.kept.delete(at);
  }
}

function address(at: string | Asked): string {
  return new URL(typeof at === "string" ? at : at.url, HOUSE).href;
}

/** A device with a worker that was installed a moment ago. */
async function installed() {
  const shelves = new Map<string, Shelf>();
  const hears = new Map<string, (event: Happens) => void>();
  const device = { isOnline: true, shelves };
  const fetch = async (at: string | Asked) => {
    if (!device.isOnline) throw new TypeError("no network");
    return new Response(`fresh ${address(at)} /_next/static/offline.js`);
  };
  const caches = {
    open: async (name: string) => {
      const shelf = shelves.get(name) ?? new Shelf(fetch);
      shelves.set(name, shelf);
      return shelf;
    },
    keys: async () => [...shelves.keys()],
    delete: async (name: string) => shelves.delete(name),
    match: async (...asked: Parameters<Shelf["match"]>) => {
      for (const shelf of shelves.values()) {
        const found = await shelf.match(...asked);
        if (found) return found;
      }
      return undefined;
    },
  };
  const self = {
    registration: { scope: `${HOUSE}/` },
    location: { origin: HOUSE },
    clients: { claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (name: string, hear: (event: Happens) => void) => hears.set(name, hear),
  };
  new Function("self", "caches", "fetch", SCRIPT)(self, caches, fetch);
  const happens = async (name: string, request?: Asked) => {
    let answer: Promise<Response> | undefined;
    const waits: Promise<unknown>[] = [];
    const event: Happens = {
      ...(request && { request }),
      waitUntil: (one) => waits.push(one),
      respondWith: (one) => {
        answer = one;
      },
    };
    hears.get(name)?.(event);
    await Promise.all(waits);
    return answer;
  };
  await happens("install");
  await happens("activate");
  const ask = (path: string, mode = "cors") =>
    happens("fetch", { url: HOUSE + path, method: "GET", mode });
  return { device, ask };
}

let house: Awaited<ReturnType<typeof installed>>;
beforeEach(async () => {
  house = await installed();
});

it("after a long look around, the page for when nothing answers is still there, and what it needs", async () => {
  for (let at = 0; at < LONG_LOOK; at += 1) await house.ask(`/_next/static/chunk-${at}.js`);
  house.device.isOnline = false;
  const page = await house.ask("/wishes", "navigate");
  expect(await page?.text()).toContain(`fresh ${HOUSE}/offline`);
  const script = await house.ask("/_next/static/offline.js");
  expect(await script?.text()).toContain("offline.js");
});

it("what is kept of a look around has a bound, and a page's parts stand in it once", async () => {
  for (let at = 0; at < LONG_LOOK; at += 1) await house.ask(`/_next/static/chunk-${at}.js`);
  for (let at = 0; at < LONG_LOOK; at += 1) await house.ask(`/wishes.txt?_rsc=${at}`);
  const kept = await Promise.all([...house.device.shelves.values()].map((shelf) => shelf.keys()));
  expect(kept.flat().length).toBeLessThan(LONG_LOOK);
  expect(kept.flat().filter((one) => one.includes("/wishes.txt"))).toHaveLength(1);
  house.device.isOnline = false;
  const parts = await house.ask("/wishes.txt?_rsc=later");
  expect(await parts?.text()).toContain(`_rsc=${LONG_LOOK - 1}`);
});
