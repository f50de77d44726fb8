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
  let isLight = false;
  const heard = new Set<() => void>();
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return isLight;
    },
    addEventListener: (_: string, follow: () => void) => heard.add(follow),
    removeEventListener: (_: string, follow: () => void) => heard.delete(follow),
  }));
  return {
    turnLight: () => {
      isLight = true;
      for (const follow of heard) follow();
    },
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

it("stays as it was chosen, whatever the device does", () => {
  localStorage.setItem(STORED_AS, "contrast");
  const { turnLight } = device();
  render(<Page />);
  turnLight();
  expect(shown()).toBe("contrast");
});
