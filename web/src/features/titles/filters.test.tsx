import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EVERYTHING as ALL } from "./filter";
import { Filters } from "./filters";

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

  it("is chosen by years, rating and order where that is offered, and says what the address says", () => {
    const choose = vi.fn();
    const list = (name: string) => screen.getByRole<HTMLSelectElement>("combobox", { name });
    const { rerender } = render(
      <Filters filter={ALL} choose={choose} by={["years", "rating", "order"]} />,
    );
    const pick = (name: string, words: string) => {
      const option = [...list(name).options].find(({ text }) => text === words);
      fireEvent.change(list(name), { target: { value: option?.value } });
    };
    pick("Years", "1990s");
    pick("Rating", "7 and up");
    pick("Order", "Best rated first");
    expect(choose).toHaveBeenLastCalledWith({
      ...ALL,
      from: 1990,
      to: 1999,
      rating: 7,
      order: "best-rated",
    });
    pick("Years", "Any year");
    expect(choose.mock.lastCall?.[0]).toMatchObject({ from: null, to: null, rating: 7 });
    // What is offered to nobody can stand in an address all the same.
    const odd = { ...ALL, from: 1994, to: 1997, rating: 3 };
    rerender(<Filters filter={odd} choose={choose} by={["years", "rating"]} />);
    expect(list("Years").selectedOptions[0]?.text).toBe("1994 to 1997");
    expect(list("Rating").selectedOptions[0]?.text).toBe("3 and up");
    expect(screen.queryByRole("combobox", { name: "Order" })).toBeNull();
  });
});
