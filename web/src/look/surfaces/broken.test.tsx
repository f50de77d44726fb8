import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Part } from "@/api/parts";
import { Refused } from "@/api/problem";
import { ReadTrouble } from "./broken";
import { setPauses } from "./pause";

const NOW = new Date(2026, 10, 30, 23, 0);
const lost = (part: Part | null) =>
  new Refused({ kind: "away", title: "Away.", detail: null, part });

type Read = Parameters<typeof ReadTrouble>[0]["read"];
const read = (more: Partial<Read>): Read => ({
  data: undefined,
  dataUpdatedAt: 0,
  error: null,
  errorUpdateCount: 0,
  failureCount: 0,
  failureReason: null,
  isError: false,
  isPending: true,
  refetch: () => new Promise(() => {}),
  ...more,
});
const failed = (error: Error) =>
  read({ error, failureReason: error, isError: true, isPending: false, errorUpdateCount: 1 });

const trouble = (one: Read) => (
  <ReadTrouble title="The wishes can't be shown" read={one} now={NOW} />
);
const shown = () => document.body.textContent ?? "";

describe("what can't be read", () => {
  beforeEach(() => {
    setPauses([
      {
        until: new Date(2026, 11, 1, 3, 30),
        why: "The disk is being exchanged.",
        isFor: (part) => part === "requests",
      },
    ]);
  });
  afterEach(() => {
    cleanup();
    setPauses([]);
  });

  it("is back when a pause that was planned is over", () => {
    render(trouble(failed(lost("requests"))));
    expect(screen.getByRole("heading", { name: "Back at about 03:30" })).toBeDefined();
    expect(shown()).toContain("The disk is being exchanged.");
    expect(shown()).toContain("this page opens by itself");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });

  it("rests from the first time that it does not answer, and while it is asked again", () => {
    const { rerender } = render(
      trouble(read({ failureCount: 1, failureReason: lost("requests") })),
    );
    const heading = screen.getByRole("heading", { name: "Back at about 03:30" });
    rerender(trouble(failed(lost("requests"))));
    expect(screen.getByRole("heading")).toBe(heading);
    rerender(trouble(read({ errorUpdateCount: 1 })));
    expect(screen.getByRole("heading")).toBe(heading);
    rerender(trouble(read({ data: [], errorUpdateCount: 1, isPending: false })));
    expect(shown()).toBe("");
  });

  it("is away all the same where the pause is not for it, or is over", () => {
    render(trouble(failed(lost("downloads"))));
    expect(screen.getByRole("heading", { name: "The wishes can't be shown" })).toBeDefined();
    cleanup();
    setPauses([]);
    render(trouble(failed(lost("requests"))));
    expect(screen.getByRole("heading", { name: "The wishes can't be shown" })).toBeDefined();
  });

  it("is shown as it was where it had been read, and says until when", () => {
    const error = lost("requests");
    const before = new Date(2026, 10, 30, 22, 50).getTime();
    render(
      trouble(read({ ...failed(error), data: [], dataUpdatedAt: before, failureReason: error })),
    );
    expect(shown()).toBe(
      "Back at about 03:30. The disk is being exchanged. You see it as of 22:50; the page looks again by itself.",
    );
  });

  it("lasts as long as the longest pause, whose day is named where that is not tonight", () => {
    const days = (until: Date) => ({ until, why: "", isFor: () => true });
    setPauses([days(new Date(2026, 11, 1, 3, 30)), days(new Date(2026, 11, 4, 6, 0))]);
    render(trouble(failed(lost(null))));
    expect(screen.getByRole("heading").textContent).toBe("Back on Friday, at about 06:00");
  });
});
