/** The letters of the house, by what they are about. */
import type { GROUPS } from "./messages";

type About = keyof typeof GROUPS;
export type Group = { about: About; names: string[] };

/** How the names of letters begin. */
const BEGIN: readonly (readonly [About, RegExp])[] = [
  ["wishes", /^request-/],
  ["videos", /^download-/],
  ["problems", /^issue-/],
  ["house", /^(monitor|incident|maintenance)-|^announcement$|^member-joined$/],
  ["account", /^(role|channel|confirm)-|^digest$|^look$/],
];

/** Each in the order in which they came; what is about nothing of that comes last. */
export function groupsOf(names: readonly string[]): Group[] {
  const about = (name: string) => BEGIN.find(([, begin]) => begin.test(name))?.[0] ?? "others";
  const order: About[] = [...BEGIN.map(([one]) => one), "others"];
  return order
    .map((one) => ({ about: one, names: names.filter((name) => about(name) === one) }))
    .filter((group) => group.names.length > 0);
}
