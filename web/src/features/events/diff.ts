/** What a fact changed: the state before and after it, line by line. */
import { TEXT } from "./messages";

export type Line = { name: string; before: string | null; after: string | null };

export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { changed: Line[]; same: Line[] } {
  const [was, is] = [flat(before), flat(after)];
  const lines = [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    before: was.get(name) ?? null,
    after: is.get(name) ?? null,
  }));
  return {
    changed: lines.filter((line) => line.before !== line.after),
    same: lines.filter((line) => line.before === line.after),
  };
}

/** Each value by its path, as text. */
export function flat(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null)
    return new Map([[path, value === null ? TEXT.nothing : String(value)]]);
  const personal = personalIn(value);
  if (personal !== null) return new Map([[path, personal]]);
  const found = new Map<string, string>();
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== "") found.set(path, Array.isArray(value) ? "none" : "empty");
  for (const [name, inner] of entries)
    for (const [where, text] of flat(inner, path === "" ? name : `${path}.${name}`))
      found.set(where, text);
  return found;
}

const NAMES = [/(^|\.)title$/, /(^|\.)title\.name$/, /(^|\.)display_name$/, /^(\w+\.)?name$/];

/** What a thing is called, where its state says so; what is hidden or erased is no name. */
export function nameIn(state: Readonly<Record<string, unknown>>): string | null {
  const said = [...flat(state)].filter(
    ([, text]) => text !== "" && text !== TEXT.nothing && !/^\((hidden|erased)\)$/.test(text),
  );
  for (const pattern of NAMES) {
    const found = said.find(([path]) => pattern.test(path));
    if (found) return found[1];
  }
  return null;
}

/** Sealed text: shown, hidden, or erased. */
function personalIn(value: object): string | null {
  if (!("personal" in value) || typeof value.personal !== "string") return null;
  const text = "text" in value && typeof value.text === "string" ? value.text : "";
  return value.personal === "shown" ? text : `(${value.personal})`;
}
