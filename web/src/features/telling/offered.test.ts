import { describe, expect, it } from "vitest";
import { columnsOf, comesTo } from "./offered";
import type { Category, Channel } from "./queries";

const ANNA = ["notifications.read"] as const;
const THE_OWNER = [...ANNA, "requests.decide", "members.manage", "settings.manage"] as const;

const news = (name: Category["name"]): Category => ({ name, label: name, by: [] });
const channel = (more: Partial<Channel>): Channel =>
  ({ kind: "email", verified: true, disabled: null, ...more }) as Channel;
const said = (columns: ReturnType<typeof columnsOf>) =>
  columns.map(({ kind, isThere }) => (isThere ? kind : `no ${kind}`));

describe("what the matrix offers", () => {
  it("leaves out news that never come to somebody", () => {
    expect(comesTo(news("approvals"), ANNA)).toBe(false);
    expect(comesTo(news("people"), ANNA)).toBe(false);
    expect(comesTo(news("requests"), ANNA)).toBe(true);
    expect(comesTo(news("approvals"), THE_OWNER)).toBe(true);
    expect(comesTo(news("approvals"), ["downloads.manage"])).toBe(true);
    expect(comesTo(news("people"), THE_OWNER)).toBe(true);
  });
  it("has a column for what is there or could be made, and for nothing else", () => {
    expect(said(columnsOf([], ANNA))).toEqual(["no email", "no push", "no apprise"]);
    expect(said(columnsOf([], THE_OWNER))).toEqual([
      "no email",
      "no push",
      "no webhook",
      "no apprise",
    ]);
    expect(said(columnsOf([channel({ kind: "webhook" })], ANNA))).toEqual([
      "no email",
      "no push",
      "webhook",
      "no apprise",
    ]);
  });
  it("counts no channel that waits for its code or was switched off", () => {
    expect(said(columnsOf([channel({ verified: false })], ANNA))).toContain("no email");
    expect(said(columnsOf([channel({ disabled: "signed-out" })], ANNA))).toContain("no email");
    expect(said(columnsOf([channel({})], ANNA))).toContain("email");
  });
  it("calls nothing missing before it is known", () => {
    expect(said(columnsOf(undefined, ANNA))).toEqual(["email", "push", "apprise"]);
  });
});
