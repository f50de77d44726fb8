import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askAnew } from "@/live/anew";
import { PasteBox } from "./paste-box";

const FILMS = {
  kind: "playlist",
  title: "Film night",
  items: [1, 2].map((index) => ({ index, title: `Film ${index}`, duration_s: 60 })),
};

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { looks: 0, answer: async (): Promise<Response> => Response.error() };
  globalThis.fetch = async (asked) => {
    if (!(asked as Request).url.endsWith("/preview")) return Response.json({ items: [] });
    house.looks += 1;
    return house.answer();
  };
  return house;
});

async function paste(cache: QueryClient) {
  render(
    <QueryClientProvider client={cache}>
      <PasteBox />
    </QueryClientProvider>,
  );
  const field = screen.getByRole("textbox");
  fireEvent.change(field, { target: { value: "https://video.example/list" } });
  await act(async () => fireEvent.submit(field));
}

const ticked = () =>
  screen.getAllByRole<HTMLInputElement>("checkbox", { name: /Film/ }).map(({ checked }) => checked);

describe("what was found at an address", () => {
  beforeEach(() => {
    house.looks = 0;
    house.answer = async () => Response.json(FILMS);
  });
  afterEach(cleanup);

  it("is not looked up again because the live line is down, and stays as it was ticked", async () => {
    const cache = new QueryClient();
    await paste(cache);
    fireEvent.click(await screen.findByRole("checkbox", { name: /Film 2/ }));
    await act(() => askAnew(cache));
    expect(house.looks).toBe(1);
    expect(ticked()).toEqual([true, false]);
  });

  it("stands there while it is looked up once more, and where that fails", async () => {
    const cache = new QueryClient();
    await paste(cache);
    fireEvent.click(await screen.findByRole("checkbox", { name: /Film 2/ }));
    let fail = (_: Response) => {};
    house.answer = () =>
      new Promise((answer) => {
        fail = answer;
      });
    const again = cache.refetchQueries({ queryKey: ["preview"] });
    await vi.waitFor(() => expect(house.looks).toBe(2));
    expect(ticked()).toEqual([true, false]);
    await act(async () => {
      fail(Response.json({ title: "It is away." }, { status: 503 }));
      await again;
    });
    expect(ticked()).toEqual([true, false]);
  });

  it("is a refusal where nothing was found", async () => {
    house.answer = async () => Response.json({ title: "Nothing to fetch there." }, { status: 422 });
    await paste(new QueryClient());
    await screen.findByText("Nothing to fetch there.");
  });
});
