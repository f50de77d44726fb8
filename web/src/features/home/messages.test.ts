import { expect, it } from "vitest";
import type { Monitor } from "@/features/status/status";
import { serviceWords, wellWords } from "./messages";

const NOW = new Date(2026, 10, 30, 13, 0);

function part(state: string, since: Date | null): Monitor {
  return { name: "Plex", state, since: since?.toISOString() ?? null } as Monitor;
}

it("says of a part of the house in few words how it is, and since when it is not well", () => {
  const today = new Date(2026, 10, 30, 10, 47);
  expect(serviceWords(part("up", today), NOW)).toBe("works");
  expect(serviceWords(part("degraded", today), NOW)).toBe("slow since 10:47");
  expect(serviceWords(part("down", new Date(2026, 10, 3)), NOW)).toMatch(
    /^away since \d+ \w{3}$|^away since \w{3} \d+$/,
  );
  expect(serviceWords(part("down", null), NOW)).toBe("away");
});

it("says in one line that the rest of the house works", () => {
  expect(wellWords(5, 5)).toBe("Everything works.");
  expect(wellWords(4, 5)).toBe("The other four work.");
  expect(wellWords(1, 3)).toBe("The other one works.");
  expect(wellWords(0, 2)).toBe("");
});
