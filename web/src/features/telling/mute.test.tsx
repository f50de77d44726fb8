import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Mute } from "./mute";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const wire = vi.hoisted(() => {
  const wire = {
    asked: [] as string[],
    muted: [] as string[],
    permissions: ["notifications.read"],
    refuses: false,
    open: () => {},
  };
  globalThis.fetch = async (request) => {
    const { method, url } = request as Request;
    const path = new URL(url).pathname.replace("/api/v1", "");
    if (path === "/me") return Response.json({ id: "me", permissions: wire.permissions });
    if (method !== "GET") {
      wire.asked.push(`${method} ${path}`);
      await new Promise<void>((open) => {
        wire.open = open;
      });
    }
    if (method !== "GET" && wire.refuses) {
      const body = { type: "about:blank", title: "You have muted too many things.", status: 409 };
      return Response.json(body, { status: 409 });
    }
    return Response.json({ categories: [], muted: wire.muted });
  };
  return wire;
});

function show() {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Mute about="w1" name="Dark" />
    </QueryClientProvider>,
  );
}

const bell = () => screen.findByRole("button", { name: "Mute Dark" });
const isPressed = async () => (await bell()).getAttribute("aria-pressed");

describe("a bell beside what one is told of", () => {
  beforeEach(() => {
    Object.assign(wire, { asked: [], muted: [], permissions: ["notifications.read"] });
    wire.refuses = false;
  });
  afterEach(cleanup);

  it("falls silent at once, and rings again", async () => {
    show();
    expect(await isPressed()).toBe("false");
    fireEvent.click(await bell());
    await waitFor(async () => expect(await isPressed()).toBe("true"));
    fireEvent.click(await bell());
    await waitFor(async () => expect(await isPressed()).toBe("false"));
    wire.open();
    await waitFor(() =>
      expect(wire.asked).toEqual(["PUT /notifications/mutes/w1", "DELETE /notifications/mutes/w1"]),
    );
    wire.open();
  });

  it("rings as before if the house refuses it", async () => {
    wire.refuses = true;
    show();
    fireEvent.click(await bell());
    await waitFor(async () => expect(await isPressed()).toBe("true"));
    wire.open();
    await waitFor(async () => expect(await isPressed()).toBe("false"));
  });

  it("is silent where it was muted before, and not there for who is told nothing", async () => {
    wire.muted = ["w1"];
    show();
    expect(await isPressed()).toBe("true");
    cleanup();
    wire.permissions = [];
    show();
    await expect(bell()).rejects.toThrow();
  });
});
