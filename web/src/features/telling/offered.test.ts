import { describe, expect, it } from "vitest";
import { comesTo, waysOf } from "./offered";
import type { Category, Channel } from "./queries";

const ANNA = ["notifications.read"] as const;
const THE_OWNER = [...ANNA, "requests.decide", "members.manage", "settings.manage"] as const;

const news = (name: Category["name"]): Category => ({ name, label: name, by: [] });
const channel = (more: Partial<Channel>): Channel =>
  ({ kind: "email", verified: true, disabled: null, ...more }) as Channel;

describe("what the matrix offers", () => {
  it("leaves out news that never come to somebody", () => {
    expect(comesTo(news("approvals"), ANNA)).toBe(false);
    expect(comesTo(news("people"), ANNA)).toBe(false);
    expect(comesTo(news("requests"), ANNA)).toBe(true);
    expect(comesTo(news("approvals"), THE_OWNER)).toBe(true);
    expect(comesTo(news("approvals"), ["downloads.manage"])).toBe(true);
    expect(comesTo(news("people"), THE_OWNER)).toBe(true);
  });
  it("has a column for what is there, and a way to what could be made, and nothing else", () => {
    expect(waysOf([], ANNA)).toEqual({ there: [], missing: ["email", "push", "apprise"] });
    expect(waysOf([], THE_OWNER).missing).toEqual(["email", "push", "webhook", "apprise"]);
    expect(waysOf([channel({ kind: "webhook" })], ANNA)).toEqual({
      there: ["webhook"],
      missing: ["email", "push", "apprise"],
    });
    const fallen = channel({ kind: "webhook", disabled: "gone" });
    expect(waysOf([fallen], ANNA).missing).not.toContain("webhook");
  });
  it("counts no channel that waits for its code or was switched off", () => {
    expect(waysOf([channel({ verified: false })], ANNA).missing).toContain("email");
    expect(waysOf([channel({ disabled: "signed-out" })], ANNA).missing).toContain("email");
    expect(waysOf([channel({})], ANNA).there).toEqual(["email"]);
  });
  it("calls nothing missing before it is known", () => {
    expect(waysOf(undefined, ANNA)).toEqual({ there: ["email", "push", "apprise"], missing: [] });
  });
});
