import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Moving } from "./moving";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { answers: [] as (() => Response)[] };
  globalThis.fetch = async () => (house.answers.shift() ?? Response.error)();
  return house;
});

vi.mock("next/navigation", () => ({
  useRouter: () => ({ replace: vi.fn(), push: vi.fn() }),
  usePathname: () => "/invite",
  useSearchParams: () => new URLSearchParams(),
}));

const lost = (): Response => {
  throw new TypeError("the answer got lost");
};
const refused = (problem: object) => () => Response.json(problem, { status: 409 });

async function press(...answers: (() => Response)[]) {
  house.answers = [...answers];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Moving code="k3y" />
    </QueryClientProvider>,
  );
  const [name, password] = [
    screen.getByLabelText("Your name here"),
    screen.getByLabelText("A password"),
  ];
  fireEvent.change(name, { target: { value: "mia" } });
  fireEvent.change(password, { target: { value: "three words suffice" } });
  for (const _ of answers) {
    fireEvent.click(screen.getByRole("button", { name: "Come in" }));
    await screen.findByRole("alert");
    await screen.findByRole("button", { name: "Come in" });
  }
}

describe("whoever presses to come in, and may be in already", () => {
  afterEach(cleanup);

  it("is led to the sign-in where the answer got lost, and where the invite is used up", async () => {
    await press(lost);
    expect(screen.getByRole("link", { name: "sign in with what you typed" })).toBeDefined();
    cleanup();
    await press(lost, refused({ title: "This invite counts no longer." }));
    expect(screen.getByRole("alert").textContent).toContain("counts no longer");
    expect(screen.getByRole("link", { name: "sign in with what you typed" })).toBeDefined();
  });

  it("is told only of what was typed wrong, where that is it", async () => {
    const errors = [{ pointer: "/password", detail: "Use eight characters." }];
    await press(refused({ title: "Not like that.", errors }));
    expect(screen.queryByRole("link")).toBeNull();
  });
});
