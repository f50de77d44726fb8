import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { KEPT } from "@/features/offline/forget";
import { keepHere } from "@/features/telling/here";
import { Toasts } from "@/look/surfaces/toast";
import { useLeaving } from "./leaving";

const replace = vi.fn();
vi.mock("next/navigation", () => ({ useRouter: () => ({ replace }), usePathname: () => "/" }));

function Door() {
  const leaving = useLeaving();
  return (
    <button type="button" onClick={() => leaving.mutate()}>
      Leave
    </button>
  );
}

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const wire = vi.hoisted(() => {
  const wire = { asked: [] as string[], status: (_path: string) => 204 };
  globalThis.fetch = async (request) => {
    const { method, url } = request as Request;
    const { pathname } = new URL(url);
    wire.asked.push(`${method} ${pathname}`);
    const status = wire.status(pathname);
    const body = status === 204 ? null : JSON.stringify({ title: "It is away." });
    return new Response(body, { status });
  };
  return wire;
});

/** A house that answers so to each path; gives what it was asked. */
function house(status: (path: string) => number): string[] {
  wire.asked = [];
  wire.status = status;
  return wire.asked;
}

function leave(): void {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Door />
      <Toasts />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByText("Leave"));
}

beforeEach(() => {
  replace.mockReset();
  localStorage.clear();
  localStorage.setItem(KEPT, "what was seen");
});
afterEach(cleanup);

it("goes to the door once the house has signed out, and leaves nothing on the device", async () => {
  keepHere({ of: "anna", channel: "c1" });
  const asked = house(() => 204);
  leave();
  await waitFor(() => expect(replace).toHaveBeenCalledWith("/login"));
  expect(asked).toEqual(["DELETE /api/v1/notifications/channels/c1", "POST /api/v1/auth/logout"]);
  expect(localStorage.length).toBe(0);
});

it("stays and says so when the house refuses", async () => {
  house(() => 503);
  leave();
  await screen.findByText("You are still signed in.");
  expect(replace).not.toHaveBeenCalled();
  expect(localStorage.getItem(KEPT)).not.toBeNull();
});

it("signs out though nobody takes back the messages to this device", async () => {
  keepHere({ of: "anna", channel: "c1" });
  house((path) => (path.endsWith("/logout") ? 204 : 503));
  leave();
  await waitFor(() => expect(replace).toHaveBeenCalledWith("/login"));
  expect(localStorage.length).toBe(0);
});

it("goes to the door for whom the house does not know any more", async () => {
  house(() => 401);
  leave();
  await waitFor(() => expect(replace).toHaveBeenCalledWith("/login"));
});
