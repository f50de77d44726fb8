import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  channelHere,
  keepHere,
  keptHere,
  listensFor,
  stopListening,
  stopListeningFor,
} from "./here";

const HERE = { of: "anna", channel: "c1" };
let isListening = true;

/** A browser that was told to listen. */
function browser(): void {
  isListening = true;
  const subscription = {
    toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }),
    unsubscribe: async () => {
      isListening = false;
      return true;
    },
  };
  const pushManager = { getSubscription: async () => (isListening ? subscription : null) };
  vi.stubGlobal("navigator", {
    serviceWorker: { getRegistration: async () => ({ pushManager }) },
  });
}

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const wire = vi.hoisted(() => {
  const wire = { asked: [] as string[], items: [] as object[] };
  globalThis.fetch = async (request) => {
    const { method, url } = request as Request;
    wire.asked.push(`${method} ${new URL(url).pathname.split("/").at(-1)}`);
    if (method === "DELETE") return new Response(null, { status: 204 });
    return Response.json(method === "POST" ? { id: "c2" } : { items: wire.items, next: null });
  };
  return wire;
});

/** A house that knows of the channel and why it is off, or of none; gives what it was asked. */
function house(disabled: string | null | undefined): string[] {
  wire.asked = [];
  wire.items = disabled === undefined ? [] : [{ id: "c1", disabled }];
  return wire.asked;
}

beforeEach(() => {
  localStorage.clear();
  browser();
});
afterEach(() => void vi.unstubAllGlobals());

describe("being told on this device", () => {
  it("is known again after the page was left, by whom it is for", async () => {
    keepHere(HERE);
    expect(await channelHere("anna")).toBe("c1");
    expect(await channelHere("ben")).toBeNull();
  });
  it("is not so where the browser no longer listens", async () => {
    keepHere(HERE);
    isListening = false;
    expect(await channelHere("anna")).toBeNull();
  });
  it("ends with the browser and on the device", async () => {
    keepHere(HERE);
    await stopListening();
    expect(isListening).toBe(false);
    expect(keptHere()).toBeNull();
  });
  it("ends when somebody else comes in, and stays for oneself", async () => {
    keepHere(HERE);
    await stopListeningFor("anna");
    expect(isListening).toBe(true);
    await stopListeningFor("ben");
    expect(isListening).toBe(false);
  });
  it("goes on in a new session after the one before was ended elsewhere", async () => {
    keepHere(HERE);
    const asked = house("signed-out");
    await listensFor("anna");
    expect(asked).toEqual(["GET channels", "POST channels", "DELETE c1"]);
    expect(keptHere()).toEqual({ of: "anna", channel: "c2" });
  });
  it("stays away where its member took it away, and as it is where nothing ended", async () => {
    keepHere(HERE);
    for (const disabled of [undefined, null, "The push service refused it."]) {
      const asked = house(disabled);
      await listensFor("anna");
      expect(asked).toEqual(["GET channels"]);
    }
    expect(keptHere()).toEqual(HERE);
  });
  it("asks nothing of a browser that can't, or of what is no channel", async () => {
    vi.stubGlobal("navigator", {});
    localStorage.setItem("medianest.push", '{"of": 1}');
    expect(keptHere()).toBeNull();
    await stopListening();
    expect(await channelHere("anna")).toBeNull();
  });
});
