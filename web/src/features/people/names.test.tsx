import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useNames } from "./names";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const wire = vi.hoisted(() => {
  const wire = { asked: 0, members: [] as { id: string; display_name: string }[] };
  globalThis.fetch = async (request) => {
    const isMe = new URL((request as Request).url).pathname.endsWith("/me");
    if (!isMe) wire.asked += 1;
    const body = isMe
      ? { id: "me", permissions: ["members.read"] }
      : { items: wire.members, next: null };
    return new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json" } });
  };
  return wire;
});

function Said({ ids }: { ids: readonly string[] }) {
  const names = useNames();
  return <p>{ids.map(names).join(", ")}</p>;
}

function show() {
  const client = new QueryClient();
  const page = (...ids: string[]) => (
    <QueryClientProvider client={client}>
      <Said ids={ids} />
    </QueryClientProvider>
  );
  const { rerender } = render(page("me", "anna"));
  return (...ids: string[]) => rerender(page(...ids));
}

beforeEach(() => {
  wire.asked = 0;
  wire.members = [{ id: "anna", display_name: "Anna" }];
});
afterEach(cleanup);

it("asks at once for who came later, for all of them together", async () => {
  const again = show();
  expect(await screen.findByText("You, Anna")).toBeDefined();
  wire.members = [...wire.members, { id: "ben", display_name: "Ben" }];
  wire.members = [...wire.members, { id: "cleo", display_name: "Cleo" }];
  again("anna", "ben", "cleo");
  expect(await screen.findByText("Anna, Ben, Cleo")).toBeDefined();
  expect(wire.asked).toBe(2);
});

it("asks once for who has no name, however often they are shown", async () => {
  const again = show();
  expect(await screen.findByText("You, Anna")).toBeDefined();
  again("gone");
  await waitFor(() => expect(wire.asked).toBe(2));
  expect(await screen.findByText("Somebody")).toBeDefined();
  for (let times = 0; times < 5; times += 1) again("gone", "anna");
  expect(await screen.findByText("Somebody, Anna")).toBeDefined();
  expect(wire.asked).toBe(2);
});
