import { expect, it } from "vitest";
import { waySaid } from "./messages";

it("calls the way on by where it leads", () => {
  expect(waySaid("/approvals")).toBe("Decide");
  expect(waySaid("/issues?id=5")).toBe("See the report");
  expect(waySaid("/wishes?id=5")).toBe("See the wish");
  expect(waySaid("/wishes")).toBe("See wishes");
  expect(waySaid("/settings/notifications")).toBe("See to it");
});

it("shows no way to where one is, nor to a page of tomorrow", () => {
  expect(waySaid("/inbox")).toBeNull();
  expect(waySaid("/dreams")).toBeNull();
});
