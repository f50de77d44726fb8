import { describe, expect, it } from "vitest";
import { returnTo } from "./return";

describe("after sign-in", () => {
  it("goes back to the page that was asked for", () => {
    expect(returnTo("?to=%2Fstatus")).toBe("/status");
  });
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/%09/evil.example",
    "javascript:1",
    "",
  ])("never leaves the house for %s", (to) =>
    expect(returnTo(`?to=${encodeURIComponent(to)}`)).toBe("/"),
  );
});
