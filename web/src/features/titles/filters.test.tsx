import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Filter } from "./filter";
import { Filters } from "./filters";

const ALL: Filter = { kind: null, genre: null, hidesSeen: false };
const box = () => screen.getByRole<HTMLInputElement>("checkbox");
const isPressed = (name: string) =>
  screen.getByRole("button", { name }).getAttribute("aria-pressed") === "true";

describe("which titles are wanted", () => {
  afterEach(cleanup);

  it("shows at once, however long the address takes to follow", () => {
    const choose = vi.fn();
    render(<Filters filter={ALL} choose={choose} />);
    fireEvent.click(box());
    expect(box().checked).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Films" }));
    expect([isPressed("Films"), isPressed("All"), box().checked]).toEqual([true, false, true]);
    expect(choose).toHaveBeenLastCalledWith({ ...ALL, kind: "movie", hidesSeen: true });
  });

  it("is what the address says, once that changes", () => {
    const { rerender } = render(
      <Filters filter={{ ...ALL, kind: "tv", hidesSeen: true }} choose={vi.fn()} />,
    );
    fireEvent.click(box());
    rerender(<Filters filter={ALL} choose={vi.fn()} />);
    expect([isPressed("All"), box().checked]).toEqual([true, false]);
    fireEvent.click(box());
    rerender(<Filters filter={{ ...ALL, hidesSeen: true }} choose={vi.fn()} />);
    expect(box().checked).toBe(true);
    rerender(<Filters filter={ALL} choose={vi.fn()} />);
    expect(box().checked).toBe(false);
  });
});
