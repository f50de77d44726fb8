import { expect, it } from "vitest";
import { byDay } from "./days";
import { leadsOn } from "./messages";

it("leads on to the pages of today", () => {
  for (const path of ["/approvals", "/issues?id=5", "/wishes?id=5", "/settings/notifications"])
    expect(leadsOn(path)).toBe(true);
});

it("leads neither to where one is, nor to a page of tomorrow", () => {
  expect(leadsOn("/inbox")).toBe(false);
  expect(leadsOn("/dreams")).toBe(false);
});

it("puts the letters of a day together, in the order in which they came", () => {
  const noon = new Date(2026, 10, 30, 12);
  const came = (name: string, day: number) => ({
    name,
    created_at: new Date(2026, 10, day, 9).toISOString(),
  });
  const days = byDay(
    [came("a", 30), came("b", 30), came("c", 29), came("d", 27), came("e", 3)],
    noon,
  );
  expect(days.map(({ day, letters }) => [day, ...letters.map(({ name }) => name)])).toEqual([
    ["Today", "a", "b"],
    ["Yesterday", "c"],
    ["Friday", "d"],
    ["3 November", "e"],
  ]);
});
