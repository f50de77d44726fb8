import { describe, expect, it } from "vitest";
import { formOf, isWrong, LINES, type LineName } from "./forms";

const filled = (said: Partial<Record<LineName, string>>) => (name: LineName) => said[name] ?? "";

describe("what a chat app is told", () => {
  it.each([
    "https://discord.com/api/webhooks/123456789/a-token_of.theirs",
    "https://discord.com/api/webhooks/123456789/a-token_of.theirs/",
    "https://discord.com/api/webhooks/123456789/a-token_of.theirs?wait=true",
  ])("takes the parts of %s", (discordHook) => {
    expect(formOf("discord", filled({ discordHook }))).toEqual({
      service: "discord",
      webhook_id: "123456789",
      token: "a-token_of.theirs",
    });
  });
  it("takes the three parts of a Slack webhook", () => {
    const slackHook =
      "https://hooks.slack.com/services/T0000000A/B0000000B/cccccccccccccccccccccccc";
    expect(formOf("slack", filled({ slackHook }))).toEqual({
      service: "slack",
      token_a: "T0000000A",
      token_b: "B0000000B",
      token_c: "cccccccccccccccccccccccc",
    });
  });
  it("leaves what is not there to the house", () => {
    expect(formOf("discord", filled({}))).toEqual({
      service: "discord",
      webhook_id: "",
      token: "",
    });
  });
  it("has no token where the topic is open", () => {
    const said = filled({ topic: "our-house-7", server: "https://ntfy.sh" });
    expect(formOf("ntfy", said)).toMatchObject({ topic: "our-house-7", token: null });
  });
  it("says a refusal at the line that became it", () => {
    const [line] = LINES.slack;
    expect(isWrong(line, { "form/token_b": "no" })).toBe(true);
    expect(isWrong(line, { "form/server": "no" })).toBe(false);
  });
});
