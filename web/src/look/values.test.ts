/** What the budgets find in a source: each way to say a colour or a size by its value, and no other. */
import { describe, expect, test } from "vitest";
// @ts-expect-error: a script of the build, which has no types
import { isAsked, valuesIn } from "../../dev/values.mjs";

describe("a value outside tokens.css is found", () => {
  test.each([
    ["a.css", "  margin: 3px;"],
    ["a.css", "  margin: -3px auto;"],
    ["a.css", "  margin: calc(1rem - .5px);"],
    ["a.css", "  color: #fff;"],
    ["a.css", "  background: color-mix(in oklab, var(--ink) 8%, #c0ffee);"],
    ["a.css", "  background: color-mix(in oklab, var(--ink) 8%, white);"],
    ["a.css", "  border: var(--line) solid red;"],
    ["a.css", "  box-shadow: 0 0 1em rgb(0 0 0 / 10%);"],
    ["a.tsx", '<path fill="red" />'],
    ["a.tsx", '<stop stopColor="#fffaf0" />'],
    ["a.tsx", 'element.style.color = "tomato";'],
    ["a.tsx", '<div className="w-[13px]" />'],
    ["a.ts", 'const PAINT = { background: "hsl(10 20% 30%)" };'],
  ])("%s: %s", (name, line) => {
    expect(valuesIn(name, line)).toHaveLength(1);
  });
});

describe("what is no value is let through", () => {
  test.each([
    ["a.css", "  margin: var(--gap-3px) auto;"],
    ["a.css", "  background: color-mix(in oklab, var(--ink) 8%, transparent);"],
    ["a.css", "  white-space: nowrap; color: CanvasText;"],
    ["a.css", "/* As wide as 3px of #fff, in red. */"],
    ["a.tsx", '<path fill="var(--ink)" stroke="currentcolor" />'],
    ["a.tsx", "// a red thread of 3px"],
    ["a.tsx", "bar.style.width = `var(--wide)`; const unit = `px`;"],
    ["a.tsx", '<use href="#add" /> // "#add" is where, not how'],
    ["a.ts", 'const SAID = "The red house, and the white one.";'],
  ])("%s: %s", (name, line) => {
    expect(valuesIn(name, line)).toEqual([]);
  });
});

test("it is asked of sheets and components, not of the tokens, tests or what is generated", () => {
  const names = ["a.css", "a.tsx", "a.ts", "a.test.tsx", "api/schema.d.ts", "look/tokens.css"];
  expect(names.filter(isAsked)).toEqual(["a.css", "a.tsx", "a.ts"]);
});
