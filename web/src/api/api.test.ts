import { describe, expect, it } from "vitest";
import document from "../../openapi.json";
import { newKey } from "./keys";
import { partOf } from "./parts";
import { patienceMs } from "./patience";
import { problemOf } from "./problem";
import { whole } from "./whole";

describe("a key for a command", () => {
  it("is a UUID also where the browser makes none, as over plain HTTP", () => {
    const poor = {
      getRandomValues: crypto.getRandomValues.bind(crypto),
    } as unknown as Crypto;
    expect(newKey(poor)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(newKey(poor)).not.toBe(newKey(poor));
  });
});

describe("how long a page waits", () => {
  const told = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { "x-answers-within-s"?: number }>).map(
      ([method, operation]) => ({ method, path, withinS: operation["x-answers-within-s"] ?? 10 }),
    ),
  );

  it("is longer than the gateway does, for every operation", () => {
    const tooShort = told.filter(
      ({ method, path, withinS }) => patienceMs(method, path) <= withinS * 1000,
    );
    expect(tooShort).toEqual([]);
    expect(told.some(({ withinS }) => withinS > 10)).toBe(true);
  });

  it("is no longer than it must be", () => {
    expect(patienceMs("GET", "/api/v1/settings/notify/smtp")).toBeLessThan(15_000);
  });
});

describe("which part of the house answers", () => {
  it("is known of every address that one of them answers", () => {
    const told = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.values(operations as Record<string, { tags?: string[] }>).flatMap(({ tags = [] }) =>
        tags.includes("gateway") ? [] : [{ path, part: tags[0] }],
      ),
    );
    expect(told.filter(({ path, part }) => partOf(`https://house${path}`) !== part)).toEqual([]);
    expect(told.length).toBeGreaterThan(100);
  });

  it("is none where all of them do, or what answered is not the house", () => {
    for (const address of ["", "https://house/api/v1/admin/events", "https://house/status"])
      expect(partOf(address)).toBeNull();
    expect(partOf("https://house/medianest/api/v1/requests?limit=100")).toBe("requests");
  });
});

describe("an answer that is a problem", () => {
  const of = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    problemOf(new Response(null, { status, headers }), body);

  it("names the field that is wrong", () => {
    const problem = of(422, {
      title: "Too short.",
      errors: [{ pointer: "/password", detail: "Use 8." }],
    });
    expect(problem).toMatchObject({ kind: "refused", fields: { password: "Use 8." } });
  });

  it("says when to come back", () => {
    expect(of(429, { title: "Too many." }, { "Retry-After": "12" })).toMatchObject({
      kind: "limited",
      retryAfterS: 12,
    });
  });

  it("is plain even when the body is no problem at all", () => {
    expect(of(503, "<html>")).toMatchObject({
      kind: "away",
      title: "This part of the house is away.",
    });
    expect(of(409, null)).toMatchObject({ kind: "refused", title: "That did not work." });
  });

  it.each([500, 501, 502, 503, 504, 507, 520])(
    "is no refusal where the house broke: %i",
    (status) => {
      expect(of(status, null)).toMatchObject({
        kind: "away",
        title: "This part of the house is away.",
      });
      expect(of(status, { title: "Something went wrong on our side." })).toMatchObject({
        kind: "away",
        title: "Something went wrong on our side.",
      });
    },
  );

  it("says that there is no such thing only where the house says so", () => {
    expect(of(404, { title: "There is no such title." }).kind).toBe("missing");
    for (const status of [400, 403, 409, 422]) expect(of(status, {}).kind).toBe("refused");
  });

  it("says that something was changed meanwhile", () => {
    expect(of(412, { title: "Somebody changed this since you looked." }).kind).toBe("outdated");
  });
});

describe("a list that is read whole", () => {
  const house = (pages: number) => (cursor: string | null) => {
    const at = Number(cursor ?? 0);
    return Promise.resolve({ items: [at], next: at + 1 < pages ? `${at + 1}` : null });
  };

  it("goes on where each page ends", async () => {
    expect(await whole(house(3))).toEqual({ items: [0, 1, 2], isCut: false });
  });

  it("says that there was more than anybody waits for", async () => {
    const read = await whole(house(500));
    expect(read.isCut).toBe(true);
    expect(read.items).toHaveLength(10);
  });
});
