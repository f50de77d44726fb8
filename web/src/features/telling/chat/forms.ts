/** What each chat app has to be told, and how it goes to the house. */
import type { components } from "@/api/schema";

export type Form = components["schemas"]["NewApprise"]["form"];
export type App = Form["service"];

/** One line to fill in. `parts` are those of the form that it becomes, where they are called otherwise. */
export type Line = {
  name: string;
  isSecret?: true;
  isOptional?: true;
  value?: string;
  parts?: readonly string[];
};

export const APPS = [
  "discord",
  "telegram",
  "slack",
  "ntfy",
  "gotify",
  "pushover",
  "matrix",
] as const satisfies readonly App[];

export const LINES = {
  discord: [{ name: "discordHook", isSecret: true, parts: ["webhook_id", "token"] }],
  telegram: [{ name: "bot_token", isSecret: true }, { name: "chat_id" }],
  slack: [{ name: "slackHook", isSecret: true, parts: ["token_a", "token_b", "token_c"] }],
  ntfy: [
    { name: "topic" },
    { name: "server", value: "https://ntfy.sh" },
    { name: "ntfyToken", isSecret: true, isOptional: true, parts: ["token"] },
  ],
  gotify: [{ name: "server" }, { name: "token", isSecret: true }],
  pushover: [
    { name: "user_key", isSecret: true },
    { name: "token", isSecret: true },
  ],
  matrix: [{ name: "server" }, { name: "room_id" }, { name: "access_token", isSecret: true }],
} as const satisfies Record<App, readonly Line[]>;

export type LineName = (typeof LINES)[App][number]["name"];

/** The form of an app out of what was filled in; what is not there is left to the house to refuse. */
export function formOf(service: App, filled: (name: LineName) => string): Form {
  switch (service) {
    case "discord": {
      const [webhook_id, token] = ends(filled("discordHook"), 2);
      return { service, webhook_id, token };
    }
    case "telegram":
      return { service, bot_token: filled("bot_token"), chat_id: filled("chat_id") };
    case "slack": {
      const [token_a, token_b, token_c] = ends(filled("slackHook"), 3);
      return { service, token_a, token_b, token_c };
    }
    case "ntfy":
      return {
        service,
        topic: filled("topic"),
        server: filled("server"),
        token: filled("ntfyToken") || null,
      };
    case "gotify":
      return { service, server: filled("server"), token: filled("token") };
    case "pushover":
      return { service, user_key: filled("user_key"), token: filled("token") };
    case "matrix":
      return {
        service,
        server: filled("server"),
        access_token: filled("access_token"),
        room_id: filled("room_id"),
      };
  }
}

/** Whether the house refused what this line became. */
export function isWrong(line: Line, refused: Readonly<Record<string, string>>): boolean {
  return (line.parts ?? [line.name]).some((part) => refused[`form/${part}`] !== undefined);
}

/** The last parts of an address that was copied whole, as those two apps show theirs. */
function ends(address: string, count: 2): [string, string];
function ends(address: string, count: 3): [string, string, string];
function ends(address: string, count: number): string[] {
  const path = address.replace(/[?#].*$/, "").replace(/\/+$/, "");
  const parts = path.split("/").slice(-count);
  return Array.from({ length: count }, (_, at) => parts[at] ?? "");
}
