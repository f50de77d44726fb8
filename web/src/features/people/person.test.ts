import { describe, expect, it } from "vitest";
import { type Invite, standingOf, until } from "./invite";
import { followup, headline, offer, used } from "./messages";
import { byRole, changed, limitsIn, type Person, presenceOf, wished } from "./person";

const NOON = new Date("2026-11-22T12:00:00");
const RUTH: Person = {
  id: "ruth",
  version: 3,
  username: "ruth",
  display_name: "Ruth",
  email: null,
  has_password: true,
  role: "member",
  permissions: ["library.read", "requests.create", "requests.read_all"],
  granted: ["requests.read_all"],
  denied: ["downloads.create"],
  limits: {},
  disabled: false,
  shut_out: false,
  created_at: NOON.toISOString(),
  last_seen_at: null,
};
const INVITE: Invite = {
  id: "i",
  version: 1,
  invited_by: "ruth",
  created_at: NOON.toISOString(),
  expires_at: until("week", NOON).toISOString(),
  role: "member",
  limits: {},
  uses_max: 2,
  note: null,
  withdrawn: false,
  accepted_by: [],
};

describe("what somebody may", () => {
  it("knows what the role alone would say", () => {
    expect(byRole(RUTH, "requests.read_all")).toBe(false);
    expect(byRole(RUTH, "downloads.create")).toBe(true);
    expect(byRole(RUTH, "library.read")).toBe(true);
    expect(byRole(RUTH, "settings.manage")).toBe(false);
  });
  it("asks for an exception only where it is one", () => {
    expect(wished(RUTH, "settings.manage", true)).toBe(true);
    expect(wished(RUTH, "library.read", false)).toBe(false);
    expect(wished(RUTH, "requests.read_all", false)).toBeNull();
    expect(wished(RUTH, "downloads.create", true)).toBeNull();
  });
  it("shows an exception before the house has answered, and takes it back the same way", () => {
    const more = changed(RUTH, { permissions: { "settings.manage": true, "library.read": false } });
    expect(more.permissions).toContain("settings.manage");
    expect([more.granted, more.denied]).toEqual([
      ["requests.read_all", "settings.manage"],
      ["downloads.create", "library.read"],
    ]);
    const back = changed(more, { permissions: { "settings.manage": null, "library.read": null } });
    expect([back.granted, back.denied]).toEqual([RUTH.granted, RUTH.denied]);
    expect(back.permissions.slice().sort()).toEqual(RUTH.permissions.slice().sort());
    expect(changed(RUTH, { disabled: true, role: "guest" })).toMatchObject({
      disabled: true,
      role: "guest",
    });
  });
  it("reads limits, and says which of them can't be read", () => {
    const form = new FormData();
    form.set("requests_per_hour", " 5 ");
    form.set("downloads_per_hour", "a few");
    expect(limitsIn(form)).toEqual({
      limits: { requests_per_hour: 5, downloads_per_hour: null, download_gb_per_day: null },
      wrong: ["downloads_per_hour"],
    });
  });
  it("says whether somebody is here", () => {
    const seen = (minutes: number) => ({
      ...RUTH,
      last_seen_at: new Date(NOON.getTime() - minutes * 60_000).toISOString(),
    });
    expect(presenceOf(seen(2), NOON).kind).toBe("here");
    expect(presenceOf(seen(60), NOON).kind).toBe("seen");
    expect(presenceOf({ ...seen(2), disabled: true }, NOON).kind).toBe("disabled");
    expect(presenceOf(RUTH, NOON).kind).toBe("unknown");
  });
});

describe("an invite", () => {
  it("is open until it is used up, over or taken back", () => {
    const late = new Date(NOON.getTime() + 8 * 86_400_000);
    expect(standingOf(INVITE, NOON)).toBe("open");
    expect(standingOf({ ...INVITE, accepted_by: ["a", "b"] }, NOON)).toBe("used");
    expect(standingOf(INVITE, late)).toBe("over");
    expect(standingOf({ ...INVITE, withdrawn: true }, late)).toBe("withdrawn");
  });
  it("is said in one sentence before it is made", () => {
    expect(offer("member", "1", until("week", NOON), NOON)).toBe(
      "The first who opens it becomes a member. It ends on Sunday 29 November.",
    );
    expect(offer("admin", "5", NOON, NOON)).toBe(
      "Up to five people who open it become admins. It ends today at 12:00.",
    );
  });
  it("names who came by it", () => {
    const name = (id: string) => id.toUpperCase();
    expect(used(INVITE, name)).toBe("0 of 2 came");
    expect(used({ ...INVITE, accepted_by: ["leo"] }, name)).toBe("1 of 2 came: LEO");
    expect(used({ ...INVITE, uses_max: 1 }, name)).toBe("nobody came by it yet");
  });
});

describe("the page of people", () => {
  it("opens with how many there are, as far as it knows", () => {
    expect(headline([RUTH], false)).toBe("One person lives here.");
    expect(headline([RUTH, RUTH], true)).toBe("More than 2 people live here.");
  });
  it("says what is on its way", () => {
    expect(followup([INVITE], 1)).toBe("One invite is on its way.");
    expect(followup([], 0)).toBe("No invite is on its way.");
    expect(followup(undefined, 0)).toContain("What each of them may do");
  });
});
