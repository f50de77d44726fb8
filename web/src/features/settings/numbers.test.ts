import { expect, it } from "vitest";
import { type NumberRule, numbersIn } from "./numbers";

type Name = "hour" | "films" | "days";
const RULES: readonly NumberRule<Name>[] = [
  { name: "hour", most: 1000 },
  { name: "films", most: 100, mayBeEmpty: true },
  { name: "days", least: 1, most: 365 },
];

function typed(fields: Partial<Record<Name, string>>): FormData {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.set(name, text);
  return form;
}

it("reads numbers, and an empty field as no limit where that may be", () => {
  const read = numbersIn(RULES, typed({ hour: " 20 ", films: "", days: "7" }));
  expect(read.values).toEqual({ hour: 20, films: null, days: 7 });
  expect(read.wrong).toEqual({});
});

it("says of each field by itself what is wrong with it", () => {
  const read = numbersIn(RULES, typed({ hour: "many", films: "101", days: "0" }));
  expect(read.wrong).toEqual({
    hour: "A whole number, please.",
    films: "At most 100, please.",
    days: "A whole number, please.",
  });
});

it.each(["-1", "1.5", "1e3", "٣", ""])("takes no %j for a number", (text) => {
  expect(numbersIn(RULES, typed({ hour: text, days: "1" })).wrong).toHaveProperty("hour");
});
