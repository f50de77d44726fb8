import { describe, expect, it } from "vitest";
import { pausesOf } from "./pause";
import type { Status } from "./status";

type Plan = Status["maintenance"][number];

const NOON = new Date("2026-05-04T12:00:00Z");
const ONE = "2026-05-04T13:00:00Z";
const plan = (more: Partial<Plan>): Plan => ({
  id: "p1",
  title: "Plex moves to the new disk",
  text: "",
  starts_at: "2026-05-04T11:00:00Z",
  ends_at: ONE,
  monitor_ids: [],
  stage: "going on",
  ...more,
});
const monitors = ["requests", "downloads", "plex", "postgres", "Disk"].map((name) => ({
  id: name,
  name,
  serves: null,
})) as unknown as Status["monitors"];
const pauses = (...maintenance: Plan[]) => pausesOf({ maintenance, monitors }, NOON);

describe("a pause", () => {
  it("goes on from its first minute to its last, by the clock too", () => {
    expect(pauses(plan({}))).toHaveLength(1);
    expect(pauses(plan({ stage: "planned" }))).toHaveLength(1);
    expect(pauses(plan({ stage: "planned", starts_at: "2026-05-04T12:30:00Z" }))).toEqual([]);
    expect(pauses(plan({ stage: "over" }))).toEqual([]);
    expect(pauses(plan({ stage: "cancelled" }))).toEqual([]);
    expect(pauses(plan({ ends_at: "2026-05-04T11:59:00Z" }))).toEqual([]);
  });

  it("says what is done, in the words of its keeper", () => {
    const why = (more: Partial<Plan>) => pauses(plan(more))[0]?.why;
    expect(why({})).toBe("Plex moves to the new disk.");
    expect(why({ text: "For an hour nothing can be watched." })).toBe(
      "Plex moves to the new disk. For an hour nothing can be watched.",
    );
    expect(why({ title: "A new disk!" })).toBe("A new disk!");
  });

  it("is why a part is away where it touches that part, or what it needs", () => {
    const touched = (...monitor_ids: string[]) => {
      const [pause] = pauses(plan({ monitor_ids }));
      const parts = ["identity", "requests", "downloads", null] as const;
      return parts.filter((part) => pause?.isFor(part));
    };
    expect(touched("requests")).toEqual(["requests"]);
    expect(touched("plex")).toEqual(["requests"]);
    expect(touched("downloads", "plex")).toEqual(["requests", "downloads"]);
    expect(touched("postgres")).toHaveLength(4);
  });

  it("may be why anything is away where nobody can know what it touches", () => {
    for (const monitor_ids of [[], ["Disk"], ["no longer watched"]])
      expect(pauses(plan({ monitor_ids }))[0]?.isFor("downloads")).toBe(true);
  });
});
