/** What the pages about the people of the house say. */
import { count, counted, moment } from "@/look/words";
import type { Invite, InvitedRole, Span, Standing, Uses } from "./invite";
import type { LimitName, Permission, Person, Presence, Role } from "./person";

export const TEXT = {
  people: "People",
  find: "Find somebody",
  findHint: "A name, or a part of one",
  none: "Nobody is called that",
  noneRest: "Try fewer letters, or look at everybody.",
  everybody: "Show everybody",
  more: "Show more people",
  failedTitle: "The people of this house can't be shown",
  disabled: "Disabled",
  back: "People",
  unknownTitle: "Nobody here has this address",
  unknown: "They were erased, or the address was cut short on its way to you.",
  role: "Role",
  roleRest: "What somebody is here says what they may do. It counts at once, on all their devices.",
  roleChanged: (name: string, role: string) => `${name} is now ${role}.`,
  undo: "Undo",
  may: "What they may do",
  mayRest: "Ticked by the role; tick or untick one thing to make an exception for this person.",
  asRole: "As the role says",
  exception: "Exception",
  limits: "Limits of their own",
  limitsRest: "What is left empty is as for everybody in this house.",
  likeAll: "as for everybody",
  keepLimits: "Keep these limits",
  limitWrong: "A whole number, or nothing.",
  kept: "Kept.",
  sessions: "Devices",
  sessionsRest: "They have to sign in again everywhere. Nothing of theirs is lost.",
  endAll: "Sign out everywhere",
  ended: (name: string) => `${name} is signed out everywhere.`,
  history: "What happened",
  historyRest: "Every fact that this person caused, with what led to it.",
  seeEvents: "See their events",
  off: "Keep them out",
  offRest:
    "They can't sign in while they are disabled. What they asked for goes on, and nothing is deleted.",
  disable: "Disable",
  enable: "Let them in again",
  offDone: (name: string) => `${name} can't sign in any more.`,
  onDone: (name: string) => `${name} may sign in again.`,
  erase: "Erase for ever",
  eraseRest:
    "Their name, mail address, devices and messages are made unreadable in every part of the house, also in what was written long ago. Films and videos stay. Nobody can undo this.",
  eraseOpen: "Erase this person",
  eraseType: (name: string) => `To erase, type ${name}`,
  eraseWrong: "That is not how they are called.",
  eraseGo: "Erase now",
  erased: (name: string) => `${name} is erased.`,
  drop: "Never mind",
  thatIsYou: "This is you. Name, password and devices are on your own page.",
  toYou: "To your page",
} as const;

export const ROLE: Record<Role, { one: string; rest: string }> = {
  owner: { one: "owner", rest: "Everything, and the only one who makes owners and admins." },
  admin: { one: "admin", rest: "Keeps the house: people, settings, events." },
  moderator: { one: "moderator", rest: "Decides on wishes and steers downloads, for everybody." },
  member: { one: "member", rest: "Wishes for titles and fetches videos." },
  guest: { one: "guest", rest: "Watches, and sees what is up." },
};

export function withArticle(role: Role): string {
  return `${role === "owner" || role === "admin" ? "an" : "a"} ${ROLE[role].one}`;
}

export function headline(people: readonly Person[], hasMore: boolean): string {
  if (hasMore) return `More than ${people.length} people live here.`;
  return `${counted(people.length, "person lives", "people live")} here.`;
}

export function followup(invites: readonly Invite[] | undefined, open: number): string {
  if (invites === undefined) return "What each of them may do, and how they came.";
  if (open === 0) return "No invite is on its way.";
  return `${counted(open, "invite is", "invites are")} on ${open === 1 ? "its" : "their"} way.`;
}

export function presenceSaid(presence: Presence, now: Date): string {
  switch (presence.kind) {
    case "disabled":
      return "can't sign in";
    case "here":
      return "here now";
    case "seen":
      return `here last ${moment(presence.at, now)}`;
    case "unseen":
      return "not seen of late";
  }
}

export function since(person: Person, now: Date): string {
  return `here since ${moment(new Date(person.created_at), now)}`;
}

export const LIMIT: Record<LimitName, { label: string; unit: string }> = {
  requests_per_hour: { label: "Wishes in an hour", unit: "wishes" },
  downloads_per_hour: { label: "Downloads in an hour", unit: "downloads" },
  download_gb_per_day: { label: "Gigabytes in a day", unit: "GB" },
};

/** What there is to allow, by what it is about. */
export const GROUPS: readonly { title: string; of: readonly Permission[] }[] = [
  {
    title: "For themselves",
    of: [
      "library.read",
      "requests.create",
      "downloads.read",
      "downloads.create",
      "status.read",
      "notifications.read",
      "me.manage",
    ],
  },
  {
    title: "For everybody",
    of: [
      "requests.read_all",
      "requests.decide",
      "downloads.read_all",
      "downloads.manage",
      "members.read",
    ],
  },
  {
    title: "For the house",
    of: [
      "members.manage",
      "invites.manage",
      "status.manage",
      "settings.manage",
      "deliveries.read",
      "events.read",
      "system.read",
    ],
  },
];

/** Each permission as one says it of somebody else. */
export const MAY: Record<Permission, string> = {
  "me.manage": "Change their own settings",
  "library.read": "See the library",
  "requests.create": "Wish for titles",
  "requests.read_all": "See all wishes",
  "requests.decide": "Decide on wishes",
  "downloads.read": "See their downloads",
  "downloads.create": "Fetch videos",
  "downloads.read_all": "See all downloads",
  "downloads.manage": "Steer all downloads",
  "status.read": "See what is up",
  "status.manage": "Change what is watched",
  "notifications.read": "Have an inbox",
  "deliveries.read": "See what was delivered",
  "members.read": "See who lives here",
  "members.manage": "Change who lives here",
  "invites.manage": "Invite people",
  "settings.manage": "Change the settings",
  "events.read": "Read the events",
  "system.read": "See how the system is",
};

export const INVITE = {
  title: "Invites",
  open: "Invite somebody",
  lede: "A link lets somebody in who has no name here yet. Send it as you like.",
  as: "They come as",
  uses: "It works",
  good: "It is good for",
  note: "A word for yourself, who it is for",
  limits: "Limits of their own",
  make: "Make the link",
  making: "Making it …",
  made: "Here is the link.",
  madeRest: "You see it only now. Whoever has it can come in, so send it only to whom it is for.",
  link: "The link",
  copy: "Copy the link",
  copied: "The link is copied.",
  notCopied: "The browser let nobody copy. Mark the link and copy it by hand.",
  share: "Share",
  another: "Make another",
  done: "Done",
  none: "Nobody is invited just now",
  noneRest: "Make a link and send it to whoever should live here too.",
  back: "Take back",
  backOf: (note: string) => `Take back the invite: ${note}`,
  takenBack: "The invite is taken back. Its link opens nothing any more.",
  earlier: "Earlier invites",
  failedTitle: "The invites can't be shown",
} as const;

export const USES_SAID: Record<Uses, string> = { "1": "once", "5": "five times", "20": "20 times" };
export const SPAN_SAID: Record<Span, string> = { day: "a day", week: "a week", month: "a month" };

export function invitedAs(role: Role): string {
  const said = withArticle(role);
  return `As ${said}`;
}

export function madeBy(name: string, at: string): string {
  return `made by ${name === "You" ? "you" : name}, ${at}`;
}

/** The whole invite in one sentence, while it is being made. */
export function offer(role: InvitedRole, uses: Uses, until: Date, now: Date): string {
  const whoever =
    uses === "1" ? "The first who opens it" : `Up to ${count(Number(uses))} people who open it`;
  const become = uses === "1" ? `becomes ${withArticle(role)}` : `become ${ROLE[role].one}s`;
  return `${whoever} ${become}. It ends ${ends(until, now)}.`;
}

export function used(invite: Invite, names: (id: string) => string): string {
  const came = invite.accepted_by.map(names).join(", ");
  if (invite.uses_max === 1) return came ? `${came} came by it` : "nobody came by it yet";
  const share = `${invite.accepted_by.length} of ${invite.uses_max} came`;
  return came ? `${share}: ${came}` : share;
}

export function stands(invite: Invite, standing: Standing, now: Date): string {
  switch (standing) {
    case "open":
      return `ends ${ends(new Date(invite.expires_at), now)}`;
    case "used":
      return "used up";
    case "over":
      return `ended ${moment(new Date(invite.expires_at), now)}`;
    case "withdrawn":
      return "taken back";
  }
}

const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "on Sunday 6 December", "today at 18:00". */
function ends(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString()
    ? `today at ${CLOCK.format(at)}`
    : `on ${DAY.format(at)}`;
}
