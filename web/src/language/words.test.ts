import { afterEach, describe, expect, it } from "vitest";
import { compiled } from "../../dev/icu.mjs";
import { PSEUDO } from "./pseudo";
import { speak, words } from "./words";

// As the loader makes it of `words("test", { … })`.
const SOURCE = `words("test", {
  plain: "Nothing waits.",
  new: "{count, plural, one {One thing is} other {# things are}} new, {who}.",
})`;
const TEXT = new Function("words", `return ${compiled(SOURCE).replaceAll(" as never", "")}`)(
  words,
) as { plain: string; new: (values: object) => string };

afterEach(() => speak(null));

describe("what the pages say", () => {
  it("counts as English does", () => {
    expect(TEXT.plain).toBe("Nothing waits.");
    expect(TEXT.new({ count: 1, who: "Mara" })).toBe("One thing is new, Mara.");
    expect(TEXT.new({ count: 1200, who: "Mara" })).toBe("1,200 things are new, Mara.");
  });

  it("is in another language as far as that language goes", () => {
    const german = { test: { plain: "Nichts wartet." } } as Record<string, Record<string, string>>;
    speak({ locale: "de", say: (scope, name, text) => german[scope]?.[name] ?? text });
    expect(TEXT.plain).toBe("Nichts wartet.");
    expect(TEXT.new({ count: 1200, who: "Mara" })).toBe("1.200 things are new, Mara.");
  });

  it("has no plain letter left in the pseudo-locale, but what is not its own", () => {
    speak(PSEUDO);
    expect(TEXT.plain.match(/[a-z]/gi)).toBeNull();
    expect(TEXT.new({ count: 2, who: "Mara" }).match(/[a-z]+/gi)).toEqual(["Mara"]);
  });

  it("is refused where it is no ICU message", () => {
    expect(() => compiled('words("x", { a: "{count, plural," })')).toThrow("Not an ICU message");
  });
});
