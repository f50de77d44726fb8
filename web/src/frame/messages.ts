/** What stands around every page; it comes with each of them, so it holds nothing else. */
import { words } from "@/language/words";

export const CHROME = words("chrome", {
  skip: "Skip to content",
  main: "Main",
  mainSmall: "Main, small",
  keeping: "Keeping house",
  home: "Home",
  discover: "Discover",
  library: "Library",
  wishes: "Wishes",
  downloads: "Downloads",
  approvals: "Approvals",
  inbox: "Inbox",
  status: "Status",
  search: "Search",
  more: "More",
  waiting: "{count} waiting",
  unread: "{count} unread",
});

export const KEEPING = words("keeping", {
  problems: "Problems",
  people: "People",
  events: "Events",
  system: "System",
  settings: "Settings",
});
