import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { capital } from "@/language/figures";
import { groupsOf } from "./groups";
import { letterSaid } from "./messages";

/** Where notify keeps the words of its letters. */
const LETTERS = "../services/notify/src/medianest/notify/templates/en.toml";

const names = [...readFileSync(LETTERS, "utf8").matchAll(/^\[(.+)\]$/gm)].map(
  ([, name]) => `${name}`,
);

it("every letter stands in a group, and only what is about nothing else among the others", () => {
  const groups = groupsOf(names);
  expect(groups.flatMap((group) => group.names).toSorted()).toEqual(names.toSorted());
  expect(groups.at(-1)).toEqual({ about: "others", names: ["plain"] });
});

it("every letter that the house writes has a name in the members' words", () => {
  expect(names.length).toBeGreaterThan(20);
  const unnamed = names.filter((name) => letterSaid(name) === capital(name.replaceAll("-", " ")));
  expect(unnamed).toEqual([]);
  for (const name of names)
    expect(letterSaid(name)).not.toMatch(/request|monitor|incident|member/i);
});
