import { expect, it } from "vitest";
import { isOpenToOthers } from "./notices";

const at = (address: string) => isOpenToOthers(new URL(address));

it("calls a house on plain HTTP open to others", () => {
  expect(at("http://nest.lan/")).toBe(true);
  expect(at("http://192.168.1.5:8484/")).toBe(true);
  expect(at("http://localhost.example/")).toBe(true);
});

it("says nothing where nobody can read along", () => {
  expect(at("https://nest.example/")).toBe(false);
  expect(at("http://localhost:8484/")).toBe(false);
  expect(at("http://127.0.0.1:8484/")).toBe(false);
  expect(at("http://[::1]:8484/")).toBe(false);
});
