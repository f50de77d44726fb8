import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Member } from "@/features/session/me";
import { NoPassword } from "./no-password";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { sendsMail: true, asked: [] as string[] };
  globalThis.fetch = async (asked) => {
    const request = asked as Request;
    if (request.method === "GET")
      return Response.json({ items: [], can_reset_password: house.sendsMail });
    house.asked.push(`${new URL(request.url).pathname} ${await request.text()}`);
    return new Response(null, { status: 202 });
  };
  return house;
});

function show(email: string | null, sendsMail = true) {
  Object.assign(house, { sendsMail, asked: [] });
  const me = { email } as Member;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NoPassword me={me} />
    </QueryClientProvider>,
  );
}

describe("who comes in by an account elsewhere", () => {
  afterEach(cleanup);

  it("reads where their second step is, and is sent a link to a password of their own", async () => {
    show("ben@example.org");
    expect(screen.getByText(/its second step is turned on there/)).toBeDefined();
    fireEvent.click(await screen.findByRole("button", { name: /Send me a link/ }));
    expect((await screen.findByRole("status")).textContent).toContain("ben@example.org");
    expect(house.asked).toEqual(['/api/v1/auth/password/forgot {"email":"ben@example.org"}']);
  });

  it("is asked for a mail address where the house knows none", async () => {
    show(null);
    expect(await screen.findByText(/give the house your mail address/)).toBeDefined();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is offered nothing by a house that sends no mail", () => {
    show("ben@example.org", false);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
