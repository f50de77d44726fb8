import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Parts } from "./parts";

vi.mock("next/navigation", () => ({ useRouter: () => ({}), usePathname: () => "/admin/system" }));

const NOON = new Date("2026-05-04T12:00:00Z");
const SINCE = new Date("2026-05-04T11:58:00Z");

describe("what the owner reads of parts that do not answer", () => {
  afterEach(cleanup);

  it("says of one that the door gave up on since when, and when it asks again", () => {
    const lost = { service: "notify" as const, since: SINCE.toISOString(), tries_again_in_s: 7 };
    render(<Parts parts={[]} missing={["notify"]} given_up={[lost]} now={NOON} />);
    const [note, ...others] = screen.getAllByRole("status");
    expect(others).toEqual([]);
    expect(note?.textContent).toMatch(
      /^The door gave up on messages: no answer since \d\d:58\. It asks again in 7 s\./,
    );
  });

  it("says of the others that they did not answer", () => {
    render(<Parts parts={[]} missing={["status", "downloads"]} given_up={[]} now={NOON} />);
    expect(screen.getByRole("status").textContent).toBe(
      "Status and downloads did not answer just now.",
    );
  });
});
