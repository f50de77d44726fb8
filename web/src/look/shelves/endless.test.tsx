import { cleanup, render, renderHook, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Endless } from "./endless";
import { useMore } from "./more";

afterEach(cleanup);

const PAGE = 120;

function films(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `Film ${at}`);
}

function itself(title: string): string {
  return title;
}

type Shown = { items: readonly string[]; hasMore: boolean; more: (() => void) | null };

function list(draw: (title: string) => string, shown: Shown) {
  return <Endless label="Films" keyOf={itself} draw={draw} {...shown} />;
}

describe("a long list", () => {
  it("draws what is near the eye, however much there is", () => {
    render(list((title) => title, { items: films(5_000), hasMore: false, more: null }));
    const drawn = screen.getAllByRole("listitem");
    expect(drawn.length).toBeGreaterThan(6);
    expect(drawn.length).toBeLessThan(PAGE);
    expect(drawn[0]?.getAttribute("aria-setsize")).toBe("5000");
  });

  it("draws no tile again because more are being read", () => {
    const draw = vi.fn((title: string) => title);
    const items = films(PAGE);
    const { rerender } = render(list(draw, { items, hasMore: true, more: () => {} }));
    const before = draw.mock.calls.length;
    rerender(list(draw, { items, hasMore: true, more: null }));
    expect(draw.mock.calls.length).toBe(before);
  });

  it("asks for more when its end is near, and not while it may not", () => {
    const more = vi.fn();
    const items = films(6);
    const { rerender } = render(list((title) => title, { items, hasMore: true, more: null }));
    expect(more).not.toHaveBeenCalled();
    rerender(list((title) => title, { items, hasMore: true, more }));
    expect(more).toHaveBeenCalledTimes(1);
  });
});

describe("what is read page by page", () => {
  const read = {
    fetchNextPage: async () => {},
    hasNextPage: true,
    isFetching: false,
    isError: false,
  };

  it("may be asked for more once it was read", () => {
    expect(renderHook(() => useMore(read)).result.current.more).not.toBeNull();
  });
  it("is not asked again while it is read, nor at once after a refusal", () => {
    for (const now of [{ isFetching: true }, { isError: true }]) {
      const { more, hasMore } = renderHook(() => useMore({ ...read, ...now })).result.current;
      expect(more).toBeNull();
      expect(hasMore).toBe(true);
    }
  });
});
