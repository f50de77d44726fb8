/** What the palette and the list of keys say. */
import { words } from "@/language/words";

export const TEXT = words("palette", {
  title: "Search and go",
  field: "Search, or go somewhere",
  placeholder: "A film, a series, or a page",
  goTo: "Go to",
  titles: "Titles",
  doIt: "Do",
  searchFor: "Search for “{words}”",
  fetchIt: "Fetch the video at this address",
  nothing: "Nothing here is called that.",
  hint: "↑ ↓ to choose, Enter to open, Esc to close",
  keys: "Keyboard shortcuts",
  look: "Look: {name}",
  signOut: "Sign out",
});

export const KEYS = words("keys", {
  title: "Keyboard shortcuts",
  everywhere: "Everywhere",
  palette: "Search and go",
  list: "This list",
  jump: "Go to",
  approvals: "In the approvals",
  downloads: "In the queue of downloads",
  move: "Next, previous",
  select: "Select",
  approve: "Approve",
  decline: "Decline with a reason",
  undo: "Undo the last one",
  up: "Earlier in line",
  down: "Later in line",
  single: "Single keys do something",
  singleRest: "Switch this off if you dictate, or if keys of the house get in your way.",
  close: "Close",
});
