import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ServersOwner } from "./owner";
import { ownerIn } from "./whose";

const OLGA = "01990000-0000-7000-8000-000000000001";
const LINKED = { name: "olga", linked_by: OLGA, linked_at: "2026-11-30T20:00:00Z" };

/** The house at the other end: who asks has a password, and everything else is not to be had. */
const house = vi.hoisted(() => {
  const house = { sent: [] as unknown[], left: 0 };
  globalThis.fetch = async (asked) => {
    const { pathname } = new URL((asked as Request).url);
    const { method } = asked as Request;
    if (pathname.endsWith("/me/ways-in")) return Response.json({ items: [], asks_for: "password" });
    if (pathname.endsWith("/plex/owner") && method === "POST") {
      house.sent.push(await (asked as Request).json());
      return Response.json({ auth_url: "https://app.plex.tv/auth", expires_at: "" });
    }
    if (pathname.endsWith("/plex/owner") && method === "DELETE") {
      house.left += 1;
      return new Response(null, { status: 204 });
    }
    return Response.json({ title: "Not now." }, { status: 409 });
  };
  return house;
});

function show(values: Record<string, unknown>, search = "") {
  Object.assign(house, { sent: [], left: 0 });
  window.history.replaceState(null, "", `/settings${search}`);
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <ServersOwner values={values} back="/settings" />
    </QueryClientProvider>,
  );
}

const button = (name: string) => screen.getByRole("button", { name });

describe("the owner of the media server", () => {
  afterEach(cleanup);

  it("is nobody, given by who runs the house, or somebody who was linked", () => {
    expect(ownerIn({ has_owner_token: false, owner: null })).toEqual({ kind: "nobody" });
    expect(ownerIn({ has_owner_token: true, owner: null })).toEqual({ kind: "given" });
    const at = new Date(LINKED.linked_at);
    expect(ownerIn({ has_owner_token: true, owner: LINKED })).toEqual({
      kind: "linked",
      name: "olga",
      by: OLGA,
      at,
    });
  });

  it("is missed with what comes of that, and linked after a proof", async () => {
    show({ has_owner_token: false, owner: null, watch: null });
    expect(screen.getByText(/nobody can be brought from Plex/)).toBeDefined();
    const go = vi.spyOn(window.location, "assign").mockImplementation(() => undefined);
    fireEvent.click(button("Link the owner's Plex account"));
    const typed = await screen.findByLabelText("Your password, once more");
    fireEvent.change(typed, { target: { value: "a long password" } });
    fireEvent.click(button("Go on"));
    await vi.waitFor(() => expect(go).toHaveBeenCalledWith("https://app.plex.tv/auth"));
    expect(house.sent).toEqual([{ current_password: "a long password", return_to: "/settings" }]);
    go.mockRestore();
  });

  it("is said by name, to be linked anew, or unlinked", async () => {
    show({ has_owner_token: true, owner: LINKED, watch: "token_dead" });
    expect(screen.getByText("The owner at Plex is olga")).toBeDefined();
    expect(button("Link anew")).toBeDefined();
    fireEvent.click(button("Unlink"));
    await vi.waitFor(() => expect(house.left).toBe(1));
  });

  it("has no name once whoever linked it was erased", () => {
    show({ has_owner_token: true, owner: { ...LINKED, name: null }, watch: "fine" });
    expect(screen.getByText("The owner's account at Plex is linked")).toBeDefined();
  });

  it("says why nothing came of it", () => {
    show({ has_owner_token: false, owner: null, watch: null }, "?problem=not-the-servers-owner");
    expect(screen.getByRole("alert").textContent).toMatch(/does not own the media server/);
  });
});
