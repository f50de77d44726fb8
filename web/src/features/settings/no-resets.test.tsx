import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ConnectionCard } from "./card";
import { integration } from "./integrations";
import type { Connection } from "./queries";

/** The house at the other end; the client holds on to `fetch` as soon as it is loaded. */
const house = vi.hoisted(() => {
  const house = { sendsMail: true, asked: 0 };
  globalThis.fetch = async () => {
    house.asked += 1;
    return Response.json({ items: [], can_reset_password: house.sendsMail });
  };
  return house;
});
const NO_RESETS = /Forgotten passwords can't be reset by mail .*MEDIANEST_IDENTITY_SMTP_HOST/;

function show(id: string, sendsMail: boolean) {
  Object.assign(house, { sendsMail, asked: 0 });
  const one = integration(id);
  if (!one) throw new Error(`there is no connection ${id}`);
  const read = { data: { host: "smtp.example.org", port: 587 } } as unknown as Connection;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConnectionCard one={one} read={read} />
    </QueryClientProvider>,
  );
}

describe("the card of the mail server", () => {
  afterEach(cleanup);

  it("says that forgotten passwords need one of their own, and which setting that is", async () => {
    show("smtp", false);
    expect(await screen.findByText(NO_RESETS)).toBeDefined();
  });

  it("says nothing of it where that one is set", async () => {
    show("smtp", true);
    await waitFor(() => expect(house.asked).toBe(1));
    expect(screen.queryByText(NO_RESETS)).toBeNull();
  });

  it("is the only one that says so", () => {
    show("overseerr", false);
    expect(screen.queryByText(NO_RESETS)).toBeNull();
    expect(house.asked).toBe(0);
  });
});
