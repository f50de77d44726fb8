/** What the pages of settings say. */

import { counting } from "@/language/figures";
import { words } from "@/language/words";
import { SHARED } from "@/look/messages";
import type { Step, Told, Values } from "./integration";

export const TEXT = words("settings", {
  title: "Connections",
  rest: "Try each without changing it.",
  failedTitle: "These settings can't be shown",
  on: "Connected",
  off: "Not connected",
  signIn: "It wants your password anew",
  test: "Test",
  testing: "Testing …",
  connect: "Connect",
  change: "Change",
  keep: "Keep and test",
  tryFirst: "Try it first",
  drop: "Never mind",
  disconnect: "Disconnect",
  disconnected: "{name} is disconnected.",
  kept: "{name}: kept.",
  allWell: "All of it works.",
  stopped: "It stopped here; what comes after was not tried.",
  nothingTried: "There was nothing to try.",
  needed: "This is needed.",
  secretKept: "One is kept. Empty keeps it.",
  secretKeptAs: "One is kept; it ends in …{last}. Empty keeps it.",
  steps: "What the test of {name} found",
  firstRun: "First run is not finished.",
  firstRunGo: "Go on with it",
  allStand: "Everything is connected.",
  noneStands: "Nothing is connected yet.",
  someStand:
    "{count, plural, one {One connection stands} other {{number} connections stand}}, {waiting, plural, one {# waits} other {# wait}}.",
});

export const NAV = words("settings-nav", {
  label: "Settings",
  connections: "Connections",
  limits: "Limits",
  quality: "Quality and folders",
  branding: "Name and colour",
  watching: "What is watched",
  announcements: "Announcements",
  letters: "Letters",
  webhooks: "Webhooks and keys",
});

export const CHOSEN = words("settings-chosen", {
  keep: "Keep",
  asItCame: "As it came",
  given: "Nobody has chosen here yet. It is as this house was set up.",
  kept: "Kept. It counts from now on.",
  forgotten: "It is as this house was set up.",
  undo: "Undo",
  whole: "A whole number, please.",
  atMost: "At most {most}, please.",
});

export const KIND = words("connections", {
  plex: "Plex Media Server",
  overseerr: "Overseerr or Seerr",
  "plex-sign-in": "Sign-in with Plex",
  "uptime-kuma": "Uptime Kuma",
  "downloads-folder": "Downloads folder",
  smtp: "Mail server",
});

export const WHAT = words("connections-what", {
  plex: "What it holds is the library here, and each sees of it what they may see there.",
  overseerr: "Wishes that have their yes go there, and are followed until they can be watched.",
  "plex-sign-in": "Whoever may use your media server comes in with their Plex account.",
  "uptime-kuma":
    "What it watches stands on the status page, and its alarms reach those who asked for them.",
  "downloads-folder": "Where finished videos are placed, and your media server finds them.",
  smtp: "Carries the letters of this house: what is ready, what waits, what is down.",
});

export const FIELD = words("connection-fields", {
  internal: "It is on the own network",
  internalHint: "Without this, addresses inside the house are not called.",
  address: "Address",
  plexKey: "Token of its owner",
  plexKeyHint: "The X-Plex-Token, as Plex shows it under “View XML” of any title.",
  folder: "Folder for videos, as Plex sees it",
  folderHint: "Where the server finds what this house fetches; empty for nowhere.",
  unlinked: "Who has no Plex account here sees",
  unlinkedNothing: "nothing of the library",
  unlinkedAll: "all of it",
  key: "API key",
  keyHint: "There under Settings, General.",
  hook: "Secret of its webhook",
  hookHint: "What it sends as Authorization; without one, the house asks it from time to time.",
  free: "{size} free",
  folderMissing:
    "There is no such folder where downloads run. Mount it there, or set MEDIANEST_DOWNLOADS_LIBRARY_DIR, and start them anew.",
  noResets:
    "Forgotten passwords can't be reset by mail until identity knows a mail server of its own: set MEDIANEST_IDENTITY_SMTP_HOST where it runs, and start it anew.",
  machine: "Identifier of the media server",
  machineHint:
    "At app.plex.tv, open the server: it stands in the address. Left empty, nobody signs in with Plex.",
  machineFound: "It is that of the media server that is connected here.",
  machineOther: "The media server that is connected here is {id}.",
  servers: "The media server that counts",
  serverGone: "The one until now, …{last}, is not among the owner's any more.",
  serverNamed: "{name} …{last}",
  serverNone: "none: nobody signs in with Plex",
  joins: "Who may use the server becomes",
  joinsMember: "a member",
  joinsGuest: "a guest",
  joinsNot: "nothing by itself",
  server: "server …{last}",
  name: "Name there",
  password: "Password there",
  passwordOnce: "Used once to sign in; the house keeps a token, never the password.",
  code: "Code, if it asks for a second step",
  page: "One of its public pages",
  pageHint: "Its name in the address; read while the live connection is away.",
  host: "Server",
  port: "Port",
  line: "The line is",
  lineMadeSafe: "made safe (STARTTLS)",
  lineSafe: "safe from the start (TLS)",
  lineOpen: "open",
  from: "Letters come from",
  at: "{host}, port {port}",
});

const WATCH = words("connection-watch", {
  fine: "Every day the house looks who may still use it.",
  token_dead:
    "Plex does not let the house look in the owner's name any more. Nobody was shut out: link their account here, and all goes on as before.",
  server_gone:
    "Plex does not count this server among the owner's any more. Nobody was shut out: if it was replaced, choose the new one, and everybody keeps their account.",
  doubtful:
    "Plex shows nearly nobody with whom the server is shared. Nobody was shut out yet, and in three days they are: look there whom you share it with.",
  choose: "Choose the new one",
});

/** How it goes to look who may use the media server. */
export function watchSaid(values: Values): Told | null {
  switch (values.watch) {
    case "fine":
      return { isWell: true, said: WATCH.fine };
    case "token_dead":
    case "doubtful":
      return { isWell: false, said: WATCH[values.watch] };
    case "server_gone":
      return { isWell: false, said: WATCH.server_gone, next: WATCH.choose };
    default:
      return null;
  }
}

export const OWNER = words("settings-owner", {
  nobody:
    "Without the owner's account nobody can be brought from Plex, a share that ends is felt only at the next sign-in, and a server that merely calls itself yours lets people in.",
  given:
    "The owner's token was set where the house runs. An account that is linked here counts instead of it.",
  linked: "The owner at Plex is {name}",
  linkedNameless: "The owner's account at Plex is linked",
  byYou: "You linked it, {when}.",
  byOther: "Linked by {by}, {when}.",
  link: "Link the owner's Plex account",
  anew: "Link anew",
  unlink: "Unlink",
  unlinked: "The owner's Plex account is unlinked.",
  notLinked: "That linked nothing.",
});

export function linkedSaid(by: string, when: string): string {
  return by === SHARED.you ? OWNER.byYou({ when }) : OWNER.byOther({ by, when });
}

export function headline(connected: number, all: number): string {
  if (connected === all) return TEXT.allStand;
  if (connected === 0) return TEXT.noneStands;
  return TEXT.someStand({ ...counting(connected), waiting: all - connected });
}

/** What is said of a secret that need not be typed again. */
export function keptSaid(last: string | null): string {
  return last ? TEXT.secretKeptAs({ last }) : TEXT.secretKept;
}

const STEPS: Record<string, string> = words("trial-steps", {
  dns: "Its name is found",
  tcp: "Its port answers",
  tls: "The line to it",
  auth: "It lets us in",
  version: "Its version fits",
  permission: "We may do what is needed",
  folder: "The folder",
  writable: "We may write",
  placed: "A video gets into the library",
  read_back: "It is there whole",
  space: "There is room",
  at_once: "It is there at once",
});

export function stepSaid(step: Step): string {
  return STEPS[step.name] ?? step.name;
}
