import { describe, expect, it } from "vitest";
import { languagesFor, sponsorsOf, toggled, whole, withCategories, withSponsors } from "./extras";
import { extrasSaid } from "./messages";

const HOUSE = whole({});

describe("what comes with a file", () => {
  it("is what the house adds, said in one line", () => {
    expect(extrasSaid(HOUSE)).toBe("chapters and tags");
    expect(extrasSaid({ ...HOUSE, chapters: false, tags: false })).toBe("nothing");
    expect(extrasSaid({ ...HOUSE, subtitles: ["en", "de"], thumbnail: true })).toBe(
      "subtitles, chapters, a picture and tags",
    );
  });
  it("begins with advertisements where sponsors are cut, and keeps what was chosen", () => {
    const cut = withSponsors(HOUSE, "cut");
    expect(sponsorsOf(cut)).toBe("cut");
    expect(cut.sponsors_removed).toEqual(["sponsor", "selfpromo", "interaction"]);
    const marked = withSponsors(withCategories(cut, "cut", ["intro"]), "mark");
    expect([marked.sponsors_marked, marked.sponsors_removed]).toEqual([["intro"], []]);
    expect(sponsorsOf(withSponsors(marked, "leave"))).toBe("leave");
  });
  it("offers the languages of the house and of whoever reads, each once", () => {
    const house = { ...HOUSE, subtitles: ["pt-BR"] };
    expect(languagesFor(house, ["de-AT", "en-GB", "*"])).toEqual([
      "pt-BR",
      "de",
      "en",
      "fr",
      "es",
      "it",
    ]);
  });
  it("is ticked and unticked", () => {
    expect(toggled(toggled(["en"], "de"), "en")).toEqual(["de"]);
  });
});
