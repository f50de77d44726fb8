import { describe, expect, it } from "vitest";
import { isName } from "./passkeys";

describe("where a passkey can be", () => {
  it.each(["localhost", "nest.example.org", "nas", "1.example.org"])("%s is a name", (host) => {
    expect(isName(host)).toBe(true);
  });
  it.each(["192.168.1.20", "127.0.0.1", "[::1]", ""])("%s is none", (host) => {
    expect(isName(host)).toBe(false);
  });
});
