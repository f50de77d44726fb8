import { describe, expect, it } from "vitest";
import { newKey } from "./keys";
import { problemOf } from "./problem";

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
    expect(of(500, null)).toMatchObject({ kind: "refused", title: "That did not work." });
  });
});
