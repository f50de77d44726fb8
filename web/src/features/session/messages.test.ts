import { describe, expect, it } from "vitest";
import { troubleIn } from "./messages";

describe("what the sign-in page says to who came back", () => {
  it("says nothing when nothing went wrong", () => {
    expect(troubleIn("")).toBeNull();
  });
  it("says why somebody was not let in", () => {
    expect(troubleIn("?problem=no-access-to-server")).toContain("may not use the server");
  });
  it("says no words of whoever made the address", () => {
    for (const slug of ["<b>evil</b>", "constructor", "__proto__", ""])
      expect(troubleIn(`?problem=${encodeURIComponent(slug)}`)).toBe("Please begin again.");
  });
});
