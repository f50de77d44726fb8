import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { Notices } from "./notices";
import type { Status } from "./status";

const NOON = new Date("2026-05-04T12:00:00Z");

function show(many: number, maintenance: Status["maintenance"] = []) {
  const announcements = Array.from({ length: many }, (_, at) => ({
    id: `${at}`,
    title: `News ${at}`,
    text: "",
    at: NOON.toISOString(),
    until: null,
  }));
  const status: Status = {
    overall: "up",
    monitors: [],
    incidents: [],
    maintenance,
    announcements,
  };
  render(<Notices status={status} now={NOON} />);
}

const shown = () => screen.getAllByRole("listitem").map((one) => one.querySelector("b")?.innerText);

describe("what is planned", () => {
  afterEach(cleanup);

  it("says when it begins and when it is over", () => {
    const plan = {
      id: "m1",
      title: "Plex moves",
      text: "",
      monitor_ids: [],
      starts_at: new Date(2026, 4, 7, 21).toISOString(),
      ends_at: new Date(2026, 4, 7, 22).toISOString(),
      stage: "planned",
    } as unknown as Status["maintenance"][number];
    show(0, [plan]);
    expect(screen.getByText("It is planned from 21:00 to 22:00.")).toBeDefined();
  });
});

describe("what is away", () => {
  afterEach(cleanup);

  it("stands in its own place, and not here once more", () => {
    const incident = { id: "i1", monitor_name: "Plex" } as unknown as Status["incidents"][number];
    const status: Status = {
      overall: "down",
      monitors: [],
      incidents: [incident],
      maintenance: [],
      announcements: [],
    };
    const { container } = render(<Notices status={status} now={NOON} />);
    expect(container.textContent).toBe("");
  });
});

describe("what was announced", () => {
  afterEach(cleanup);

  it("stands there whole while it is little", () => {
    show(2);
    expect(shown()).toEqual(["News 0", "News 1"]);
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("does not push how the house is out of sight, and is one press away", () => {
    show(5);
    expect(shown()).toEqual(["News 0", "News 1"]);
    fireEvent.click(screen.getByRole("button", { name: "3 older announcements" }));
    expect(shown()).toHaveLength(5);
    fireEvent.click(screen.getByRole("button", { name: "The newest only" }));
    expect(shown()).toHaveLength(2);
  });
});
