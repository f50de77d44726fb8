/** What sign-in and first run say. */
import { words } from "@/language/words";

const ROLES = words("roles", {
  owner: "Owner",
  admin: "Admin",
  moderator: "Moderator",
  member: "Member",
  guest: "Guest",
});

export function roleWord(role: string): string {
  return Object.hasOwn(ROLES, role) ? ROLES[role as keyof typeof ROLES] : role;
}

export const NOWHERE = words("nowhere", {
  title: "There is nothing at this address.",
  rest: "It may have been taken back, or the address was cut short on its way to you.",
  base: "Nothing is broken: every other page is where it was.",
  home: "Home",
  lookTitle: "It may be here under another address",
  look: "Look for it",
});

export const TEXT = words("door", {
  welcome: "The house keeps good films.",
  welcomeRest: "Wish for one, see where it is, watch it tonight.",
  username: "Name",
  password: "Password",
  show: "Show the password",
  hide: "Hide the password",
  signIn: "Sign in",
  signingIn: "Signing in …",
  private: "This is a private house. If you have no name here yet, ask its owner for one.",
  needBoth: "Both are needed: your name and your password.",
  stillIn: "You are still signed in.",
  signedOut: "You were signed out.",
  signedOutRest: "Sign in again, and you are back where you were.",
  withPlex: "Sign in with Plex",
  toPlex: "On to Plex …",
  or: "or with your name here",
  forgotten: "I forgot my password",
  notIn: "That did not sign you in.",
  setupFirst: "Nobody lives here yet.",
  setupLink: "Be the first",
  reading: "One moment.",
  readingRest: "Let us see how far this house has come.",
  unread: "The house does not answer just now.",
  setupTitle: "The house is yours.",
  setupRest:
    "Be the first to live here. You are its owner: you decide who comes in and what may be asked for.",
  token: "Setup token",
  tokenHint: "It was printed when the house was started for the first time.",
  newName: "Your name here",
  newPassword: "A password",
  newPasswordHint: "Eight characters at least; three words are easy to keep in mind.",
  move: "Move in",
  moving: "Moving in …",
  closed: "The house has its owner already.",
  closedRest:
    "First run is over and can't be done again. If it was you, sign in with what you typed.",
  toSignIn: "To sign-in",
  stepTitle: "One more step.",
  stepRest: "Your first step was right. Now prove that it is you.",
  code: "Code",
  codeHint: "From your authenticator app, or one of your recovery codes.",
  usePasskey: "Use a passkey",
  open: "Open the door",
  startOver: "Begin again",
  stepGone: "This sign-in ran out, or was never begun here.",
  noPasskey: "The browser found no passkey. Use a code.",
  soonSeconds: "Try again in {count} s.",
  soonMinutes: "Try again in {count} min.",
});

export function soonWords(seconds: number): string {
  if (seconds < 60) return TEXT.soonSeconds({ count: seconds });
  return TEXT.soonMinutes({ count: Math.ceil(seconds / 60) });
}

/** What a page says to whom it is not for. */
export const ONLY = words("only", {
  title: "Only those who keep this house see this page",
  rest: "Nothing is broken. If you need it, ask the owner: they can let you.",
  help: "What I can do here",
  failedTitle: "It can't be read what you may do here",
});

/** What the sign-in page says when somebody came back without being let in. */
const PROBLEMS: Record<string, string> = words("session-problems", {
  "begun-elsewhere": "It ran out, was not approved, or was begun in another browser. Begin again.",
  "no-access-to-server":
    "This Plex account may not use the server of this house. Ask its owner to share it.",
  "not-the-servers-owner":
    "This Plex account does not own the media server of this house. Approve it with its owner's.",
  "not-invited": "Nobody here knows this account yet. Ask the owner to let you in.",
  "account-disabled": "This account is disabled. Ask the owner.",
  "linked-to-somebody-else": "This account belongs to another member already.",
  "not-pressed-here": "A link from elsewhere signs nobody in. If you meant to, choose how.",
  "second-factor-wanted": "You are known there; now your second factor is needed as well.",
  "plex-away": "Plex does not answer just now. Try again in a minute.",
  "provider-away": "Where you sign in does not answer just now. Try again in a minute.",
  "not-vouched-for": "What came back does not prove who you are. Begin again.",
  "address-unverified":
    "Your mail address was not verified where you signed in. Do that there, and come again.",
});

export function troubleIn(search: string): string | null {
  const slug = new URLSearchParams(search).get("problem");
  if (slug === null) return null;
  return Object.hasOwn(PROBLEMS, slug) ? (PROBLEMS[slug] ?? null) : "Please begin again.";
}
