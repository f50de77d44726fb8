import { act, cleanup, render, screen } from "@testing-library/react";
import { Check, Undo2 } from "lucide-react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Toasts, tell } from "./toast";

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const isThere = () => screen.queryByText("Done.") !== null;

describe("what was just done", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    render(<Toasts />);
    act(() => tell({ icon: Check, tone: "ok", fact: "Done." }));
  });
  afterEach(() => {
    pass(60_000);
    cleanup();
    vi.useRealTimers();
  });

  it("leaves after ten seconds, whether anything moves or not", () => {
    pass(9_700);
    expect(isThere()).toBe(true);
    pass(300);
    expect(isThere()).toBe(false);
  });

  it("says how many seconds it stays", () => {
    pass(3_000);
    expect(screen.getByText("7 s")).toBeTruthy();
  });

  it("stays while somebody is at it", () => {
    const close = screen.getByRole("button", { name: "Close this message" });
    act(() => close.focus());
    pass(60_000);
    expect(isThere()).toBe(true);
    act(() => close.blur());
    pass(10_000);
    expect(isThere()).toBe(false);
  });

  it("offers no way back that is over, whoever is at it", () => {
    const action = { label: "Undo", icon: Undo2, run: () => {}, isBrief: true } as const;
    act(() => tell({ icon: Check, tone: "ok", fact: "Approved.", action }));
    const undo = screen.getByRole("button", { name: "Undo" });
    act(() => undo.focus());
    pass(9_700);
    expect(screen.queryByText("Approved.")).not.toBeNull();
    pass(300);
    expect(screen.queryByText("Approved.")).toBeNull();
  });
});
