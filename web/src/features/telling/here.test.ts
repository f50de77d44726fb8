import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { channelHere, keepHere, keptHere, stopListening, stopListeningFor } from "./here";

const HERE = { of: "anna", channel: "c1" };
let isListening = true;

/** A browser that was told to listen. */
function browser(): void {
  isListening = true;
  const subscription = {
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
  it("asks nothing of a browser that can't, or of what is no channel", async () => {
    vi.stubGlobal("navigator", {});
    localStorage.setItem("medianest.push", '{"of": 1}');
    expect(keptHere()).toBeNull();
    await stopListening();
    expect(await channelHere("anna")).toBeNull();
  });
});
