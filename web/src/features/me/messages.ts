/** What one's own page says. */

import { counting, formatted } from "@/language/figures";
import { words } from "@/language/words";
import type { Lasts } from "./key";

export const TEXT = words("me", {
  title: "You",
  rest: "Your name, your keys, your data.",
  failedTitle: "This part can't be shown",
  kept: "Kept.",
  keep: "Keep name and address",
  drop: "Never mind",
  profile: "How you are called",
  name: "Name that others see",
  email: "Mail address",
  emailHint: "Only for messages to you; nobody else sees it.",
  emailProofHint: "Whoever holds your address can set your password, so it takes the one you have.",
  password: "Your password",
  oldPassword: "The password you have",
  newPassword: "The new one",
  newPasswordHint: "Eight characters at least. All your other sessions end.",
  changePassword: "Change the password",
  passwordChanged: "Your password is changed.",
  passwordChangedRest: "Other devices have to sign in again.",
  noPasswordTitle: "Password and second step",
  noPassword:
    "You have no password here: your account elsewhere guards your place, and its second step is turned on there.",
  setPassword: "Send me a link to set a password",
  setPasswordRest:
    "With a password of your own here you can come in without that account, and add a second step here as well.",
  setPasswordFirst:
    "To set a password here, give the house your mail address above; then it can send you a link.",
  setPasswordSent:
    "A link to set your password is on its way to {email}. It opens for 30 minutes, and once.",
  sessions: "Where you are signed in",
  thisOne: "This device",
  unknownDevice: "A device without a name",
  endSession: "Sign out there",
  endOthers: "Sign out everywhere else",
  ended: "Signed out there.",
  waysIn: "Other ways in",
  waysInRest: "Accounts elsewhere by which you come in. Whoever holds one of them comes in as you.",
  linked: "You come in by it",
  unlinked: "Not linked to you",
  link: "Link",
  notLinked: "That linked nothing.",
  signInAgain: "Sign in once more",
  signInAgainRest: "You have no password here, so show that it is you. Then you have ten minutes.",
  factors: "Second step at sign-in",
  factorsNone: "Only your password guards your place. A second step keeps out whoever learns it.",
  app: "Authenticator app",
  passkey: "Passkey",
  unconfirmed: "Not in use yet: its first code was never entered",
  addApp: "Add an authenticator app",
  addPasskey: "Add a passkey",
  remove: "Remove",
  factorName: "What you call it",
  proof: "Your password, once more",
  go: "Go on",
  secretTitle: "Give this key to your app, then type the code it shows.",
  openApp: "Open in an app on this device",
  code: "Code from the app",
  confirm: "Turn it on",
  newCodes: "New recovery codes",
  codesTitle: "Your recovery codes",
  codesRest:
    "Each opens the door once if the device with your second step is lost. They are shown only now.",
  codesKept: "I have kept them",
  passkeyRefused: "The browser made no passkey.",
  keys: "Keys for scripts",
  keysNone: "No script acts for you. A key lets one do what you allow, and nothing else.",
  keyName: "What it is for",
  keyMay: "What it may do",
  addKey: "Make a key",
  keyMade: "Your new key, shown only now",
  keyNeverUsed: "never used",
  keyLasts: "It counts for",
  keyEnds: "until {day}",
  keyEndless: "until it is taken back",
  data: "What the house knows of you",
  dataRest:
    "Every fact that is about you, from each part of the house, as one file that a person or a program can read.",
  fetchData: "Fetch my data",
  fetchingData: "Gathering …",
  away: "Some of the house did not answer ({parts}): the file lacks that. Fetch it again later.",
  cut: "More is kept of you than one file holds ({parts}): of that it has the first 50,000 facts.",
  codesLeft:
    "{count, plural, one {One recovery code is} other {{number} recovery codes are}} left.",
});

export function codesLeft(count: number): string {
  return TEXT.codesLeft(counting(count));
}

export const LASTS_SAID: Record<Lasts, string> = words("me-key-lasts", {
  month: "a month",
  year: "a year",
  always: "as long as it is not taken back",
});

/** When a key ends. */
export function endSaid(expires_at: string | null): string {
  if (expires_at === null) return TEXT.keyEndless;
  const whole = { day: "numeric", month: "long", year: "numeric" } as const;
  return TEXT.keyEnds({ day: formatted(new Date(expires_at), whole) });
}

/** What a key may be allowed, in the members' words; the others are said as they are named. */
const SCOPES: Record<string, string> = words("me-scopes", {
  "me.manage": "Change your own settings",
  "library.read": "See the library",
  "requests.create": "Wish for titles",
  "requests.read_all": "See everybody's wishes",
  "requests.decide": "Decide on wishes",
  "downloads.read": "See your downloads",
  "downloads.create": "Fetch videos",
  "downloads.read_all": "See everybody's downloads",
  "downloads.manage": "Steer everybody's downloads",
  "status.read": "See the status",
  "status.manage": "Change monitors and incidents",
  "notifications.read": "Read your inbox",
  "deliveries.read": "See what was delivered",
  "members.read": "See who lives here",
  "members.manage": "Change who lives here",
  "invites.manage": "Invite people",
  "settings.manage": "Change the house's settings",
  "events.read": "Read the log of events",
  "system.read": "See how the system is doing",
});

export function scopeSaid(scope: string): string {
  return SCOPES[scope] ?? scope;
}
