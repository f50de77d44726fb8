import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { capital } from "@/language/figures";
import { letterSaid } from "./messages";

/** Where notify keeps the words of its letters. */
const LETTERS = "../services/notify/src/medianest/notify/templates/en.toml";

it("every letter that the house writes has a name in the members' words", () => {
  const names = [...readFileSync(LETTERS, "utf8").matchAll(/^\[(.+)\]$/gm)].map(
    ([, name]) => `${name}`,
  );
  expect(names.length).toBeGreaterThan(20);
  const unnamed = names.filter((name) => letterSaid(name) === capital(name.replaceAll("-", " ")));
  expect(unnamed).toEqual([]);
  for (const name of names)
    expect(letterSaid(name)).not.toMatch(/request|monitor|incident|member/i);
});
