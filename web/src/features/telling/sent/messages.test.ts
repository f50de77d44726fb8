import { describe, expect, it } from "vitest";
import { happenedSaid, howSaid, whyOf } from "./messages";
import type { Delivery } from "./queries";

const NOON = new Date(2026, 4, 4, 12);
const at = (hour: number, minute = 0) => new Date(2026, 4, 4, hour, minute).toISOString();
const told = (status: string, rest: Partial<Delivery> = {}) =>
  howSaid({ status, tries: 1, due_at: at(12, 4), changed_at: at(11), ...rest } as Delivery, NOON);

describe("what was sent", () => {
  it.each([
    ["pending", "goes in 4 min"],
    ["sent", "sent, 11:00"],
    ["failed", "did not get through, next try in 4 min"],
    ["dead", "given up 11:00, after one try"],
    ["suppressed", "held back, 11:00"],
    ["returned by the moon", "returned by the moon"],
  ])("says how it stands: %s", (status, said) => {
    expect(told(status)).toBe(said);
  });

  it("counts its tries", () => {
    expect(told("dead", { tries: 6 })).toBe("given up 11:00, after 6 tries");
  });

  it("says why it did not arrive, and nothing of what the far end calls it", () => {
    const why = "The mailbox does not exist.";
    expect(whyOf({ what: "dead", at: at(11), detail: why })).toBe(why);
    expect(whyOf({ what: "sent", at: at(11), detail: "<id@mail.example>" })).toBeNull();
    expect(happenedSaid({ what: "sung", at: at(11), detail: null })).toBe("sung");
  });
});
