import { describe, expect, it } from "vitest";
import { doorFor, returnTo } from "./return";

const searchOf = (door: string) => new URL(door, "https://nest.example").search;

describe("after sign-in", () => {
  it("goes back to the page that was asked for", () => {
    expect(returnTo("?to=%2Fstatus")).toBe("/status");
  });
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/%09/evil.example",
    "/title\n?x=1",
    "/title?x=1#there",
    `/search?query=${"x".repeat(300)}`,
    "javascript:1",
    "",
  ])("never leaves the house for %s", (to) =>
    expect(returnTo(`?to=${encodeURIComponent(to)}`)).toBe("/"),
  );
});

describe("the way to the door and back", () => {
  it.each([
    ["/title", "?type=tv&id=95396"],
    ["/people/one", "?id=0190f2c4-0000-7000-8000-000000000001"],
    ["/search", "?query=dark%20night+%26%20day"],
    ["/downloads", "?url=https%3A%2F%2Fvideos.example%2Fwatch%3Fv%3D1"],
    ["/status", ""],
  ] as const)("leads to %s%s again", (page, search) => {
    expect(returnTo(searchOf(doorFor(page, search, false)))).toBe(page + search);
  });
  it("says whose session was over, wherever they stood", () => {
    expect(doorFor("/", "", true)).toBe("/login?ended=1");
    expect(doorFor("/title", "?type=tv&id=1", true)).toBe(
      "/login?to=%2Ftitle%3Ftype%3Dtv%26id%3D1&ended=1",
    );
  });
  it("is plain for who comes to the house itself", () => {
    expect(doorFor("/", "", false)).toBe("/login");
  });
});
