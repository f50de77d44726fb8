import { describe, expect, it } from "vitest";
import { lettersOf } from "@/look/art/face";
import { languageOf, madeOf } from "./made";
import type { TitlePage } from "./title";

type Title = TitlePage["title"];
const film = (of: object) => ({ card: { media_type: "movie" }, ...of }) as Title;
const series = (of: object) => ({ card: { media_type: "tv" }, ...of }) as Title;
const told = (title: Title) => madeOf(title).map(({ label, said }) => `${label}: ${said}`);

describe("what is told of a title", () => {
  it("is who made a film, where, when, and in which language", () => {
    const credits = { directors: ["Helena Voss", "Anton Rask"], studios: ["Nine Lamps"] };
    expect(told(film({ credits, released_on: "1999-03-30", language: "ja" }))).toEqual([
      "Directors: Helena Voss and Anton Rask",
      "Studio: Nine Lamps",
      "Released: 30 March 1999",
      "Original language: Japanese",
    ]);
  });

  it("is where a series ran rather than who paid for it", () => {
    const credits = { creators: ["Karin Alfsen"], studios: ["Nine Lamps"], networks: ["Lantern"] };
    expect(told(series({ credits, released_on: "2022-02-17", language: "yue" }))).toEqual([
      "Creator: Karin Alfsen",
      "Shown by: Lantern",
      "First shown: 17 February 2022",
      "Original language: Cantonese",
    ]);
    expect(told(series({ credits: { studios: ["Nine Lamps"] } }))).toEqual(["Studio: Nine Lamps"]);
  });

  it("is nothing where nobody knows anything, or it makes no sense", () => {
    expect(told(film({}))).toEqual([]);
    expect(told(film({ released_on: "soon", language: "../x", credits: {} }))).toEqual([]);
    expect(["qq", "", "EN"].map(languageOf)).toEqual(["", "", ""]);
  });
});

describe("a face without a picture", () => {
  it("has the letters of its name", () => {
    const names = ["Mira Okafor", "Noor El-Amin", "Élodie", "  ", "𝒜da von Trapp"];
    expect(names.map(lettersOf)).toEqual(["MO", "NE", "É", "", "𝒜T"]);
  });
});
