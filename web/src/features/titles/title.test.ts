import { expect, test } from "vitest";
import { captionOf, factsOf, othersSaid, seasonSaid } from "./messages";
import {
  type Card,
  canAsk,
  followable,
  isHere,
  moreLike,
  openSeasons,
  openTo,
  type TitlePage,
  trailerAt,
  wishFor,
} from "./title";

const card = (tmdb_id: number, media_type = "movie") => ({ media_type, tmdb_id }) as Card;
const page = (of: object): TitlePage =>
  ({
    title: { card: card(603) },
    requests: [],
    of_others: [],
    recommended: [],
    similar: [],
    ...of,
  }) as never;
const season = { number: 2, seen: null } as TitlePage["title"]["seasons"][number];

test("a season says of itself what its wish says", () => {
  const said = (status: string, more = {}) =>
    seasonSaid(
      season,
      wishFor(page({ requests: [{ seasons: [1, 2], status, ...more }] }), season.number),
    );
  expect(said("pending")).toBe("Waits for a yes");
  expect(said("approved")).toBe("Approved");
  expect(said("approved", { stuck_reason: "Overseerr is away." })).toBe("It waits");
  expect(said("processing")).toBe("On its way");
  expect(said("failed")).toBe("It did not come");
  expect(said("available")).toBe("In the library");
  expect(seasonSaid({ ...season, seen: "here" }, null)).toBe("In the library");
});

test("a wish for the whole series is one for each season, and one that was declined is none", () => {
  const whole = { seasons: [], status: "pending" };
  expect(wishFor(page({ requests: [whole] }), 4)).toBe(whole);
  expect(wishFor(page({ requests: [{ ...whole, status: "declined" }] }), 4)).toBeNull();
});

test("what is like a title is shown once, and the title itself is not like itself", () => {
  const titled = page({
    recommended: [card(604), card(603)],
    similar: [card(604), card(603, "tv")],
  });
  expect(moreLike(titled)).toEqual([card(604), card(603, "tv")]);
});

test("how good it is stands among its facts, once anybody has said so", () => {
  const title = {
    card: { ...card(129), year: 2001 },
    genres: ["Animation"],
    minutes: 125,
    rating: 8.54,
    seasons: [],
    seen_in_4k: null,
  };
  const facts = ["Film", "2001", "125 min", "8.5 of 10", "Animation"];
  expect(factsOf(title)).toEqual(facts);
  expect(factsOf({ ...title, rating: 0 })).toEqual(facts.toSpliced(3, 1));
});

test("a tile says how good its title is where that was asked for", () => {
  const film = { ...card(129), year: 2001, rating: 8.54 };
  expect([captionOf(film), captionOf(film, true)]).toEqual(["Film · 2001", "Film · 2001 · 8.5"]);
  expect(captionOf({ ...film, rating: null }, true)).toBe("Film · 2001");
});

test("a trailer is an address of the web or nothing", () => {
  const at = (trailer_url: string) => trailerAt(page({ title: { trailer_url } }));
  expect(at("https://videos.example/t")).toBe("https://videos.example/t");
  expect(at("javascript:alert(1)")).toBeNull();
});

test("a problem can be reported of what can be watched here", () => {
  const seen = (seen: Card["seen"], library: Card["library"] = null) =>
    isHere({ card: { ...card(1), seen, library } } as TitlePage["title"]);
  expect([seen("here"), seen("partly here"), seen(null), seen("underway")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

const another = (of: object = {}) => ({
  id: "w1",
  seasons: [],
  is_4k: false,
  status: "pending",
  ...of,
});

test("what somebody else wished for can be followed, and not asked for twice", () => {
  const title = { card: { ...card(603), seen: null } };
  const film = page({ title, of_others: [another()] });
  expect(followable(film, "me")).toBe("w1");
  expect(canAsk(film)).toBe(false);
  expect(canAsk(page({ title, of_others: [another({ is_4k: true })] }))).toBe(true);
  const series = page({
    title: { card: card(1396, "tv"), seasons: [1, 2].map((number) => ({ number, seen: null })) },
    of_others: [another({ seasons: [1] })],
  });
  expect(openSeasons(series)).toEqual([2]);
  expect(seasonSaid(season, wishFor(series, 1))).toBe("Asked for already");
  expect(othersSaid(series.of_others)).toBe("Somebody wished for season 1 already.");
  expect(othersSaid(film.of_others)).toBe("Somebody wished for it already.");
});

test("what has come and is gone again, or has another season since, can be asked for", () => {
  const come = { id: "w3", requested_by: "me", is_4k: false, seasons: [], status: "available" };
  const film = { card: { ...card(603), seen: null } };
  expect(canAsk(page({ title: film, requests: [come] }))).toBe(true);
  expect(canAsk(page({ title: film, of_others: [come] }))).toBe(true);
  expect(canAsk(page({ title: { card: { ...film.card, seen: "here" } }, requests: [come] }))).toBe(
    false,
  );
  const seasons = ["here", null, null].map((seen, at) => ({ number: at + 1, seen }));
  const again = { ...come, id: "w4", seasons: [2], status: "pending" };
  const series = page({
    title: { card: { ...card(1396, "tv"), seen: "here" }, seasons },
    requests: [come, again],
  });
  expect(openSeasons(series)).toEqual([3]);
  expect(wishFor(series, 2)?.id).toBe("w4");
});

test("nobody follows their own wish, or one that has come", () => {
  const mine = { id: "w2", requested_by: "me", seasons: [], status: "pending" };
  expect(followable(page({ requests: [mine], of_others: [another()] }), "me")).toBeNull();
  expect(followable(page({ of_others: [another({ status: "available" })] }), "me")).toBeNull();
  expect(followable(page({ requests: [{ ...mine, requested_by: "ben" }] }), "me")).toBe("w2");
});

test("a wish that waits may be for what it is for, and for what nobody else asked for", () => {
  const title = {
    card: card(1396, "tv"),
    seasons: [0, 1, 2, 3, 4].map((number) => ({ number, seen: number === 1 ? "here" : null })),
  };
  const mine = another({ id: "w2", requested_by: "me", seasons: [2] });
  const open = (wish: object, of: object = {}) =>
    openTo(page({ title, requests: [wish], ...of }), wish as TitlePage["requests"][number]);
  expect(open(mine)).toEqual([2, 3, 4]);
  expect(open(mine, { of_others: [another({ seasons: [3] })] })).toEqual([2, 4]);
  expect(open(mine, { of_others: [another({ seasons: [3], is_4k: true })] })).toEqual([2, 3, 4]);
  expect(open({ ...mine, seasons: [] })).toEqual([2, 3, 4]);
});
