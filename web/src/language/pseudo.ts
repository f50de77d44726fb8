/** A language that nobody speaks: English with every letter changed and a third longer, to see what was
 * forgotten and what does not fit. */
import type { CompiledMessage } from "icu-minify/format";
import type { Language } from "./words";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ODD = [..."áƀçđéƒğĥíĵķĺɱñóƥɋřšťúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĹṀÑÓƤɊŘŠŤÚṼŴẊÝŽ"];

export const PSEUDO: Language = {
  // Its names of days and months have no Latin letter either.
  locale: "el-GR",
  say: (_scope, _name, english) => twisted(english),
};

export function odd(text: string): string {
  const letters = [...text].map((letter) => ODD[PLAIN.indexOf(letter)] ?? letter).join("");
  const more = Math.ceil(text.replace(/[^a-z]/gi, "").length / 3);
  return more === 0 ? letters : `${letters}${"~".repeat(Math.min(more, 12))}`;
}

function twisted(message: CompiledMessage): CompiledMessage {
  return typeof message === "string" ? odd(message) : message.map(part);
}

/** A literal is changed; of an argument only the texts of its branches. */
function part(node: Exclude<CompiledMessage, string>[number]): never {
  if (typeof node === "string") return odd(node) as never;
  if (!Array.isArray(node)) return node as never;
  return node.map((inner) => (isBranches(inner) ? branches(inner) : inner)) as never;
}

function isBranches(inner: unknown): inner is Record<string, CompiledMessage> {
  return typeof inner === "object" && inner !== null && !Array.isArray(inner);
}

function branches(of: Record<string, CompiledMessage>) {
  return Object.fromEntries(Object.entries(of).map(([name, text]) => [name, twisted(text)]));
}
