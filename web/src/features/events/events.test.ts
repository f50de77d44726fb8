import { describe, expect, it } from "vitest";
import { changesOf, flat, nameIn } from "./diff";
import { doerOf, doneBy } from "./doer";
import { addressOf, crowd, type Fact, kindOf, lookIn, nearest, place, toneOf } from "./fact";
import { graphOf } from "./graph";
import { onTwoLines } from "./graph-view";
import { factSaid, thingSaid } from "./messages";

const START = Date.parse("2026-11-22T14:11:00Z");

function fact(id: string, seconds: number, more: Partial<Fact> = {}): Fact {
  return {
    id,
    service: "requests",
    position: 1,
    stream: "request-0199a000-0000-7000-8000-000000000001",
    version: 1,
    type: "requests.asked",
    at: new Date(START + seconds * 1000).toISOString(),
    actor: null,
    on_behalf_of: null,
    correlation: "c",
    causation: null,
    address_hash: null,
    client: null,
    told: false,
    data: {},
    ...more,
  };
}

describe("what the page looks at", () => {
  it("is one thing, one person, or everything, as the address says", () => {
    const look = (address: string) => lookIn(new URLSearchParams(address));
    expect(look("service=requests&stream=request-1").kind).toBe("thing");
    expect(look("actor=mara").kind).toBe("person");
    expect(look("service=notify&type=notify.told")).toEqual({
      kind: "everything",
      service: "notify",
      type: "notify.told",
    });
  });
  it("knows no service that is none", () => {
    expect(lookIn(new URLSearchParams("service=../x&stream=a")).kind).toBe("everything");
  });
  it("can be gone to again by its address", () => {
    for (const address of [
      "/admin/events",
      "/admin/events?actor=a",
      "/admin/events?service=status",
    ])
      expect(addressOf(lookIn(new URLSearchParams(address.split("?")[1])))).toBe(address);
  });
});

describe("facts in time", () => {
  const facts = [fact("a", 0), fact("b", 2), fact("c", 10)];
  it("stand where their time is", () => {
    expect(facts.map((one) => place(one, facts))).toEqual([0, 0.2, 1]);
    expect(place(fact("x", 0), [fact("x", 0)])).toBe(1);
  });
  it("are found by the hand that is nearest", () => {
    expect(nearest(facts, 0.3)?.id).toBe("b");
    expect(nearest(facts, 5)?.id).toBe("c");
    expect(nearest([], 0)).toBeNull();
  });
  it("show when much happened", () => {
    expect(crowd(facts, 5)).toEqual([0.5, 0.5, 0, 0, 0.5].map((one) => one * 2));
    expect(crowd([], 2)).toEqual([0, 0]);
  });
  it("are named in words", () => {
    expect(kindOf("library-item-0199a000-0000-7000-8000-000000000001")).toBe("library-item");
    expect(thingSaid("download-0199a000-0000-7000-8000-000000000001")).toBe("this download");
    expect(factSaid("identity.role-changed")).toBe("Role changed");
    expect([
      toneOf("downloads.failed"),
      toneOf("status.went-up"),
      toneOf("requests.asked"),
    ]).toEqual(["bad", "ok", "plain"]);
  });
});

describe("who did it", () => {
  const names = (id: string) => ({ anna: "Anna", me: "You" })[id] ?? "Somebody";
  const said = (more: Partial<Fact>) => {
    const one = fact("one", 0, { by: "person", actor: "anna", ...more });
    return [doerOf(one, names), doneBy(one, names)];
  };
  it("is a person where they did it by their own hand", () => {
    expect(said({})).toEqual(["Anna", "Done by Anna."]);
    expect(said({ actor: "me" })).toEqual(["you", "Done by you."]);
    expect(said({ on_behalf_of: "me" })).toEqual(["Anna", "Done by Anna, for you."]);
    expect(said({ on_behalf_of: "anna" })).toEqual(["Anna", "Done by Anna."]);
    expect(said({ actor: "erased" })).toEqual(["somebody", "Done by somebody."]);
  });
  it("is the house where it went on after what somebody did", () => {
    expect(said({ causation: "asked" })).toEqual([
      "the house",
      "Done by the house, after what Anna did.",
    ]);
    expect(said({ causation: "asked", by: "stranger", actor: null })).toEqual([
      "the house",
      "Done by the house, after what a stranger did.",
    ]);
  });
  it("is whoever has no name here", () => {
    const nobody = (by: "house" | "operator" | "stranger") => said({ by, actor: null })[1];
    expect([nobody("house"), nobody("operator"), nobody("stranger")]).toEqual([
      "Done by the house.",
      "Done by the operator.",
      "Done by a stranger.",
    ]);
    expect(said({ by: "house", actor: null, causation: "down" })[1]).toBe("Done by the house.");
  });
  it("is not said of facts from before it was asked for", () => {
    expect(said({ by: null, actor: null })).toEqual([null, null]);
    expect(said({ by: null, actor: "anna" })).toEqual(["Anna", "Done by Anna."]);
  });
});

describe("what led to what", () => {
  const asked = fact("asked", 0);
  const sent = fact("sent", 5);
  const arrived = fact("arrived", 9);
  const told = fact("told", 10, { causation: "arrived", stream: "notification-1" });
  const graph = graphOf(arrived, { event: arrived, causes: [], effects: [told], missing: [] }, [
    asked,
    sent,
    arrived,
  ]);
  it("lays causes at the left and effects at the right", () => {
    expect(graph.nodes.map(({ fact: { id }, column, row }) => [id, column, row])).toEqual([
      ["asked", 0, 0],
      ["sent", 1, 0],
      ["arrived", 2, 0],
      ["told", 3, 1],
    ]);
  });
  it("marks the way to the chosen one", () => {
    expect(graph.nodes.filter(({ isOnPath }) => isOnPath).map(({ fact: { id } }) => id)).toEqual([
      "asked",
      "sent",
      "arrived",
    ]);
    expect(graph.edges.find(({ to }) => to.fact.id === "told")).toMatchObject({
      kind: "caused",
      isOnPath: false,
    });
  });
  it("ends even where facts run in a ring", () => {
    const one = fact("one", 0, { causation: "two" });
    const two = fact("two", 1, { causation: "one" });
    const ring = graphOf(one, { event: one, causes: [two], effects: [], missing: [] }, []);
    expect(ring.nodes).toHaveLength(2);
  });
});

describe("a box of the picture", () => {
  it("breaks its words between them, and cuts what two lines do not hold", () => {
    expect(onTwoLines("Approved")).toEqual(["Approved"]);
    expect(onTwoLines("Sent to the server that fetches")).toEqual([
      "Sent to the server",
      "that fetches",
    ]);
    expect(onTwoLines("The door gave up on it, for it did not answer")).toEqual([
      "The door gave up on",
      "it, for it did not …",
    ]);
    expect(onTwoLines("Fortschrittsanzeigeverfahren")).toEqual([
      "Fortschrittsanzeigev",
      "erfahren",
    ]);
  });
});

describe("before and after", () => {
  it("knows what a thing is called, unless that is hidden or erased", () => {
    expect(nameIn({ state: "Pending", wish: { title: { tmdb_id: 1, name: "Moss" } } })).toBe(
      "Moss",
    );
    expect(nameIn({ wish: { video: { title: "Harbour" }, preset: "best" } })).toBe("Harbour");
    expect(nameIn({ display_name: { personal: "shown", text: "Mara" } })).toBe("Mara");
    expect(nameIn({ display_name: { personal: "erased", text: null } })).toBeNull();
    expect(nameIn({ wish: { title: { name: null } }, file_name: "x" })).toBeNull();
  });
  it("says what changed, and keeps apart what stays", () => {
    const { changed, same } = changesOf(
      { state: "Pending", wish: { title: "Moss", note: null } },
      { state: "Granted", wish: { title: "Moss", note: null }, attempts: 1 },
    );
    expect(changed).toEqual([
      { name: "state", before: "Pending", after: "Granted" },
      { name: "attempts", before: null, after: "1" },
    ]);
    expect(same.map(({ name }) => name)).toEqual(["wish.title", "wish.note"]);
  });
  it("shows no more of what is sealed than the house does", () => {
    const said = flat({
      address: { personal: "hidden", text: null },
      name: { personal: "shown", text: "Mara" },
      old: { personal: "erased", text: null },
      seasons: [],
    });
    expect([...said]).toEqual([
      ["address", "(hidden)"],
      ["name", "Mara"],
      ["old", "(erased)"],
      ["seasons", "none"],
    ]);
  });
});
