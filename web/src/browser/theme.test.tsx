import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { STORED_AS } from "./stored";
import { useFollowingTheDevice } from "./theme";

function Page() {
  useFollowingTheDevice();
  return null;
}

/** A device whose look is turned while a page is open. */
function device() {
  const asks = new Set<string>();
  const heard = new Set<() => void>();
  vi.stubGlobal("matchMedia", (query: string) => ({
    get matches() {
      return asks.has(query);
    },
    addEventListener: (_: string, follow: () => void) => heard.add(follow),
    removeEventListener: (_: string, follow: () => void) => heard.delete(follow),
  }));
  const turn = (query: string) => {
    asks.add(query);
    for (const follow of heard) follow();
  };
  return {
    turnLight: () => turn("(prefers-color-scheme: light)"),
    wantContrast: () => turn("(prefers-contrast: more)"),
  };
}

const shown = () => document.documentElement.dataset.theme;

beforeEach(() => {
  document.documentElement.dataset.theme = "dark";
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

it("goes with the device on a page where nobody opened a menu", () => {
  localStorage.setItem(STORED_AS, "system");
  const { turnLight } = device();
  render(<Page />);
  turnLight();
  expect(shown()).toBe("light");
});

it("shows high contrast where the device asks for more", () => {
  localStorage.setItem(STORED_AS, "system");
  const { turnLight, wantContrast } = device();
  render(<Page />);
  turnLight();
  wantContrast();
  expect(shown()).toBe("contrast");
});

it("stays as it was chosen, whatever the device does", () => {
  localStorage.setItem(STORED_AS, "contrast");
  const { turnLight } = device();
  render(<Page />);
  turnLight();
  expect(shown()).toBe("contrast");
});
