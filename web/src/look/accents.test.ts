// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Each colour that a house may have is as readable as the first, in every look. */
const TOKENS = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const TEXT_LEAST = 4.5;
const EDGE_LEAST = 3;

const hues = new Map([["egg", 196]]);
for (const [, name, hue] of TOKENS.matchAll(/\[data-accent="(\w+)"\] \{\s*--hue: (\d+);/g))
  hues.set(name ?? "", Number(hue));

function look(theme: string): ReadonlyMap<string, string> {
  const from = TOKENS.indexOf(`[data-theme="${theme}"] {`);
  const body = TOKENS.slice(from, TOKENS.indexOf("}", from));
  return new Map(
    [...body.matchAll(/--([\w-]+): (oklch\([^;]*\));/g)].map(([, n, v]) => [n ?? "", v ?? ""]),
  );
}

/** Relative luminance of an oklch colour, as WCAG counts it. */
function luminance(colour: string, hue: number): number {
  const said = colour
    .replace("var(--hue)", String(hue))
    .replace(/calc\((\d+) ([+-]) (\d+)\)/, (_all, a, sign, b) =>
      String(sign === "+" ? Number(a) + Number(b) : Number(a) - Number(b)),
    );
  const [lightness = 0, chroma = 0, angle = 0] = (said.match(/[\d.]+/g) ?? []).map(Number);
  const a = chroma * Math.cos((angle * Math.PI) / 180);
  const b = chroma * Math.sin((angle * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return (
    0.2126 * within(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
    0.7152 * within(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
    0.0722 * within(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  );
}

describe.each(["dark", "light", "contrast"])("in the look %s", (theme) => {
  const tokens = look(theme);
  const contrast = (one: string, other: string, hue: number) => {
    const [high = 0, low = 0] = [one, other]
      .map((name) => luminance(tokens.get(name) ?? "", hue))
      .sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  it.each([...hues])("%s can be read", (_name, hue) => {
    const surfaces = ["surface-0", "surface-1", "surface-2", "surface-3"];
    for (const surface of [...surfaces, "accent-soft"])
      expect(contrast("accent-text", surface, hue)).toBeGreaterThan(TEXT_LEAST);
    expect(contrast("on-accent", "accent", hue)).toBeGreaterThan(TEXT_LEAST);
    expect(contrast("on-accent", "accent-hover", hue)).toBeGreaterThan(TEXT_LEAST);
    for (const surface of surfaces)
      expect(contrast("focus", surface, hue)).toBeGreaterThan(EDGE_LEAST);
  });
});

it("knows all five", () => {
  expect([...hues.keys()].sort()).toEqual(["egg", "heather", "iris", "lagoon", "rose"]);
});
