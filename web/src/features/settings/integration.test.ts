import { describe, expect, it } from "vitest";
import { nextOf, standingOf } from "@/features/first-run/step";
import { allWell, atFirst, bodyOf, type Field, missing, stepsIn } from "./integration";
import { integration } from "./integrations";
import { headline, keptSaid, watchSaid } from "./messages";

const FIELDS: readonly Field[] = [
  { kind: "address", name: "host", label: "Server" },
  { kind: "number", name: "port", label: "Port" },
  { kind: "text", name: "username", label: "Name", isOptional: true, isEmptyNull: true },
  { kind: "secret", name: "password", label: "Password" },
  { kind: "switch", name: "internal", label: "Inside" },
  { kind: "choice", name: "join_as", label: "Becomes", options: [] },
];

function filled(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

describe("what a connection is told", () => {
  it("is built from what was filled in", () => {
    const form = filled({ host: " mail.example ", port: "587", password: " a b ", internal: "on" });
    expect(bodyOf(FIELDS, form)).toEqual({
      host: "mail.example",
      port: 587,
      username: null,
      password: " a b ",
      internal: true,
      join_as: null,
    });
  });
  it("leaves a secret out that was not typed, so that the kept one stays", () => {
    expect(bodyOf(FIELDS, filled({ host: "a", port: "1" }))).not.toHaveProperty("password");
  });
  it("asks for a secret only where none is kept", () => {
    const form = filled({ host: "a", port: "1" });
    expect(missing(FIELDS, form, null)).toEqual(["password"]);
    expect(missing(FIELDS, form, { has_secret: true })).toEqual([]);
    const once: Field[] = [{ kind: "secret", name: "password", label: "P", isOnce: true }];
    expect(missing(once, form, { has_secret: true })).toEqual(["password"]);
    const hook: Field[] = [{ kind: "secret", name: "hook", label: "H", heldBy: "has_hook" }];
    expect(missing(hook, form, { has_secret: true })).toEqual(["hook"]);
    expect(missing(hook, form, { has_hook: true })).toEqual([]);
  });
  it("is no server at all only where there was one, which turns it off", () => {
    const server: Field[] = [{ kind: "server", name: "machine", label: "M" }];
    expect(missing(server, filled({ machine: "" }), { machine: null })).toEqual(["machine"]);
    expect(missing(server, filled({ machine: "" }), { machine: "abc" })).toEqual([]);
    expect(bodyOf(server, filled({ machine: "" }))).toEqual({ machine: null });
  });
  it("begins with what is usual, and goes on with what was chosen", () => {
    const signIn = integration("plex-sign-in");
    if (!signIn) throw new Error("the sign-in is gone");
    const off = { machine_identifier: null, join_as: null, has_owner_token: true };
    expect(atFirst(signIn, off)).toEqual({ ...off, join_as: "member" });
    const on = { machine_identifier: "0123456789", join_as: null };
    expect(atFirst(signIn, on)).toEqual(on);
  });
  it("never shows more of a secret than its end", () => {
    expect(keptSaid("1234")).toBe("One is kept; it ends in …1234. Empty keeps it.");
    expect(keptSaid(null)).toBe("One is kept. Empty keeps it.");
  });
});

describe("what a test found", () => {
  it("is read whichever words a service has for it", () => {
    expect(
      stepsIn({
        steps: [
          { name: "dns", ok: true, detail: "found" },
          { name: "auth", ok: false, why: "refused", hint: "look at the key" },
          { name: "odd", ok: false, flaw: "away" },
          "not a step",
        ],
      }),
    ).toEqual([
      { name: "dns", ok: true, said: "found", hint: null },
      { name: "auth", ok: false, said: "refused", hint: "look at the key" },
      { name: "odd", ok: false, said: "away", hint: null },
    ]);
  });
  it("is nothing where nothing is said", () => {
    for (const told of [null, 4, {}, { steps: "all" }]) expect(stepsIn(told)).toEqual([]);
    expect(allWell([])).toBe(false);
  });
});

describe("whether it can be seen who may use the media server", () => {
  const on = { has_owner_token: true };
  it("is said in one sentence, with what to do where it can not", () => {
    expect(watchSaid({ ...on, watch: "fine" })).toMatchObject({ isWell: true });
    for (const watch of ["token_dead", "server_gone", "doubtful"])
      expect(watchSaid({ ...on, watch })?.said).toMatch(/Nobody was shut out/);
    expect(watchSaid({ ...on, watch: "server_gone" })?.next).toBe("Choose the new one");
  });
  it("is nothing to speak of as long as the owner is not known", () => {
    expect(watchSaid({ has_owner_token: false, watch: null })).toBeNull();
  });
});

const NOTHING = { later: new Set<string>(), seen: new Set<string>() };

describe("first run", () => {
  const smtp = integration("smtp");
  it("goes on with the first step that is neither done nor left for later", () => {
    expect(nextOf(["done", "later", "open", "open"])).toBe(2);
    expect(nextOf(["done", "later"])).toBeNull();
  });
  it("knows from the house what is done", () => {
    if (!smtp) throw new Error("the mail server is gone");
    const set = { host: "mail.example", port: 587 };
    expect(standingOf(smtp, set, NOTHING)).toBe("done");
    expect(standingOf(smtp, null, NOTHING)).toBe("open");
    expect(standingOf(smtp, null, { ...NOTHING, later: new Set(["smtp"]) })).toBe("later");
    expect(standingOf(smtp, undefined, NOTHING)).toBe("unknown");
  });
  it("shows the folder, which is set elsewhere, until somebody has looked at it", () => {
    const folder = integration("downloads-folder");
    if (!folder) throw new Error("the folder is gone");
    const there = { library_dir: "/media/videos", library_free_bytes: 4e9 };
    const seen = { ...NOTHING, seen: new Set([folder.id]) };
    expect(standingOf(folder, there, NOTHING)).toBe("untried");
    expect(standingOf(folder, there, seen)).toBe("done");
    expect(standingOf(folder, { ...there, library_free_bytes: null }, seen)).toBe("open");
    expect(nextOf(["done", "untried"])).toBe(1);
  });
  it("counts what stands", () => {
    expect(headline(3, 3)).toBe("Everything is connected.");
    expect(headline(0, 3)).toBe("Nothing is connected yet.");
    expect(headline(2, 3)).toBe("Two connections stand, 1 waits.");
  });
});
