import { expect, it } from "vitest";
import { type Card, isHere } from "./title";

const card = (rest: Partial<Card>) => ({ seen: null, library: null, ...rest }) as Card;

it("only what is in the library, or a part of it, can be said to be broken", () => {
  const library = { rating_key: "101", deep_link: "" };
  expect(isHere(card({ library }))).toBe(true);
  expect(isHere(card({ seen: "here" }))).toBe(true);
  expect(isHere(card({ seen: "partly here" }))).toBe(true);
  expect(isHere(card({ seen: "underway" }))).toBe(false);
  expect(isHere(card({}))).toBe(false);
});
