/** What is said where a chat app is added; apps are called as they call themselves. */
import { words } from "@/language/words";
import type { App, LineName } from "./forms";

export const CHAT = words("telling-chat", {
  fold: "Or in a chat app",
  which: "Which app",
  add: "Tell me there",
  added: "Try it now: it is used once that has arrived.",
  unlike: "This is not what {app} gives out. {hint}",
});

export const APP: Record<App, string> = {
  discord: "Discord",
  telegram: "Telegram",
  slack: "Slack",
  ntfy: "ntfy",
  gotify: "Gotify",
  pushover: "Pushover",
  matrix: "Matrix",
};

export const LABEL: Record<LineName, string> = words("telling-chat-lines", {
  discordHook: "Address of the webhook",
  slackHook: "Address of the webhook",
  bot_token: "Token of the bot",
  chat_id: "Number of the chat",
  topic: "Topic",
  server: "Server",
  ntfyToken: "Token, if it asks for one",
  token: "Token of the application",
  user_key: "Your user key",
  room_id: "Number of the room",
  access_token: "Access token",
});

export const HINT: Record<LineName, string> = words("telling-chat-hints", {
  discordHook: "Copied whole, from the channel’s settings under Integrations.",
  slackHook: "Copied whole, as it begins with https://hooks.slack.com.",
  bot_token: "BotFather says it: a number, a colon, and letters.",
  chat_id: "Yours, or that of a group, which begins with a minus.",
  topic: "A name that nobody guesses: whoever knows it can read along.",
  server: "With https:// at its beginning.",
  ntfyToken: "It begins with tk_.",
  token: "Made for this house, in the list of applications.",
  user_key: "Thirty letters and digits, on its first page.",
  room_id: "It begins with an exclamation mark, and stands in the room’s settings.",
  access_token: "Of an account that is in the room.",
});
