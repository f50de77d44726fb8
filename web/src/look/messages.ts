/** What stands around every page, and figures in words: calm, short, never jumping. */
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
  waiting: "{count} waiting",
  unread: "{count} unread",
  messages: "Messages",
  closeMessage: "Close this message",
  loading: "{what}, loading",
  page: "This page",
  broke: "This page broke.",
  brokeRest: "The house goes on without it: what you asked for is safe.",
  brokeNext: "If it happens again, tell the owner what you did last.",
  showAgain: "Show it again",
  tryAgain: "Try again",
  whatHelps: "What helps",
  noAnswer: "This part of the house does not answer.",
  noAnswerRest: "The page tries again by itself.",
  away: "This part of the house is away.",
  awayRest: "You see it as of {when}; the page looks for it every 15 s.",
  more: "More",
  undo: "Undo",
  you: "You",
  somebody: "Somebody",
});

export const KEEPING = words("keeping", {
  problems: "Problems",
  people: "People",
  events: "Events",
  system: "System",
  settings: "Settings",
});

export const LIVE = words("live", {
  offline: "You are offline.",
  offlineSince: "This is the house as of {when}. It goes on without you.",
  offlineRest: "It goes on without you.",
  interrupted: "Live updates are interrupted.",
  interruptedRest: "The page looks for news every 15 s.",
  lookNow: "Look now",
});

export const FIGURES = words("figures", {
  number:
    "{count, plural, =0 {no} =1 {one} =2 {two} =3 {three} =4 {four} =5 {five} =6 {six} =7 {seven} =8 {eight} =9 {nine} =10 {ten} =11 {eleven} =12 {twelve} other {#}}",
  seconds: "a few seconds",
  lessThanMinute: "less than a minute",
  lessThanMinuteLeft: "less than a minute left",
  minutesLeft: "about {count} min left",
  hoursLeft: "about {count} h left",
  inAMoment: "in a moment",
  inSeconds: "in {count} s",
  inMinutes: "in {count} min",
  at: "at {when}",
  yesterday: "yesterday, {clock}",
  dayAt: "{day}, {clock}",
  minutes: "{count} min",
  hours: "{count} h",
  days: "{count, plural, one {# day} other {# days}}",
  underMs: "under 1 ms",
  sizes: "{value} {unit}",
  speed: "{size}/s",
  and: "{these} and {last}",
});
