import { expect, it } from "vitest";
import { aboutOf } from "./about";
import type { Letter } from "./queries";

const ID = "0199aaaa-0000-7000-8000-000000000001";
const letter = (path: string, more: Partial<Letter> = {}) =>
  ({ path, about_id: ID, category: "requests", ...more }) as Letter;

it.each([
  [`/wishes?id=${ID}`, "requests", `request-${ID}`],
  [`/issues?id=${ID}`, "requests", `issue-${ID}`],
  [`/downloads?id=${ID}`, "downloads", `download-${ID}`],
  [`/people/one?id=${ID}`, "identity", `member-${ID}`],
])("a letter that leads to %s is about one thing", (path, service, stream) => {
  expect(aboutOf(letter(path))).toEqual({ service, stream });
});

it("a letter about a part of the house leads to the page of all parts", () => {
  const about = { service: "status", stream: `monitor-${ID}` };
  expect(aboutOf(letter("/status", { category: "status" }))).toEqual(about);
  expect(aboutOf(letter("/status", { category: "household" }))).toBeNull();
});

it("a letter about several things, or about what may be of several kinds, is about none", () => {
  expect(aboutOf(letter("/approvals", { category: "approvals" }))).toBeNull();
  expect(aboutOf(letter("/wishes", { about_id: null }))).toBeNull();
  expect(aboutOf(letter("/wishes"))).toBeNull();
});
