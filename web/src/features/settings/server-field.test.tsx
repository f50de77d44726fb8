import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ServerField } from "./server-field";

const OLD = "0123456789abcdef";
const LIVING_ROOM = { machine_identifier: "5d41402abc4b2a76", name: "Living room", chosen: false };
const CABIN = { machine_identifier: "7d793037a0760186", name: "Cabin", chosen: false };

/** The house at the other end; null: that can't be had just now. */
const house = vi.hoisted(() => {
  const house = { own: null as object[] | null, here: null as string | null, asked: 0 };
  globalThis.fetch = async (asked) => {
    const isOwn = new URL((asked as Request).url).pathname.endsWith("/servers");
    if (isOwn) house.asked += 1;
    if (isOwn && house.own) return Response.json({ items: house.own });
    if (!isOwn && house.here) return Response.json({ machine_identifier: house.here });
    return Response.json({ title: "Not now." }, { status: 409 });
  };
  return house;
});

async function show(
  knows: { own?: object[]; here?: string },
  kept: string | null,
  has_owner_token = true,
) {
  Object.assign(house, { own: knows.own ?? null, here: knows.here ?? null, asked: 0 });
  const field = { kind: "server", name: "machine", label: "Identifier", hint: "Look." } as const;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <form>
        <ServerField field={field} values={{ machine: kept, has_owner_token }} />
      </form>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(screen.queryByRole("status")).toBeNull());
}

const sent = () => new FormData(document.querySelector("form") ?? undefined).get("machine");
const offered = () => screen.queryAllByRole("radio").map((one) => one.parentElement?.textContent);

describe("the media server that people sign in for", () => {
  afterEach(cleanup);

  it("is the one that is connected, where nobody can list the owner's", async () => {
    await show({ here: LIVING_ROOM.machine_identifier }, null, false);
    expect(sent()).toBe(LIVING_ROOM.machine_identifier);
    expect(screen.getByText(/connected here/)).toBeDefined();
    expect(house.asked).toBe(0);
  });

  it("is chosen by its name among the owner's", async () => {
    await show({ own: [CABIN, LIVING_ROOM], here: LIVING_ROOM.machine_identifier }, null);
    expect(offered()).toEqual(["Cabin", "Living room"]);
    expect(sent()).toBe(LIVING_ROOM.machine_identifier);
  });

  it("is a new one where the one until now is gone, and may be none", async () => {
    await show({ own: [LIVING_ROOM] }, OLD);
    expect(offered()).toEqual(["Living room", "none: nobody signs in with Plex"]);
    expect(sent()).toBe(LIVING_ROOM.machine_identifier);
    expect(screen.getByText(/abcdef, is not among/)).toBeDefined();
  });

  it("stays as it is where the list can't be had, and the other one is named", async () => {
    await show({ here: CABIN.machine_identifier }, OLD);
    expect(sent()).toBe(OLD);
    expect(screen.getByText(/connected here is 7d79/)).toBeDefined();
  });

  it("is told from another of the same name", async () => {
    await show({ own: [CABIN, { ...LIVING_ROOM, name: "Cabin" }] }, CABIN.machine_identifier);
    expect(offered().slice(0, 2)).toEqual(["Cabin …760186", "Cabin …4b2a76"]);
  });
});
