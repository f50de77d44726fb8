import { describe, expect, it } from "vitest";
import { itemPath, lookIn, pathOf, watchAt } from "./item";

describe("the address of the library", () => {
  it("says where one looks, and only what is not as usual", () => {
    expect(pathOf(lookIn(new URLSearchParams("")))).toBe("/library");
    const said = "in=2&query=moss+iron&sort=title&unwatched=yes";
    expect(pathOf(lookIn(new URLSearchParams(said)))).toBe(`/library?${said}`);
  });

  it("takes no order that there is not", () => {
    expect(lookIn(new URLSearchParams("sort=drop+table")).sort).toBe("added");
  });

  it("keeps what an item is called whole", () => {
    expect(itemPath({ id: "a&b" })).toBe("/library/item?key=a%26b");
  });
});

describe("the way to watch it", () => {
  it.each(["javascript:alert(1)", "http://10.0.0.2/x", ""])("is none if it is “%s”", (deep_link) =>
    expect(watchAt({ deep_link })).toBeNull(),
  );
});
