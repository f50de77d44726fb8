import { expect, it } from "vitest";
import { titleAs } from "./called";

it.each([
  ["MediaNest", "The Roost", "The Roost"],
  ["Wishes · MediaNest", "The Roost", "Wishes · The Roost"],
  ["Wishes · MediaNest", "Nest", "Wishes · Nest"],
  ["Wishes · MediaNest", "A · B", "Wishes · A · B"],
  ["Wishes · MediaNest", "Our · MediaNest", "Wishes · Our · MediaNest"],
])("calls %j in the house %j %j, and is done then", (title, name, wanted) => {
  expect(titleAs(title, "MediaNest", name)).toBe(wanted);
  expect(titleAs(wanted, "MediaNest", name)).toBe(wanted);
});

it("leaves what is not of this house as it is", () => {
  expect(titleAs("A film", "MediaNest", "The Roost")).toBe("A film");
});
