/** What the pages about the people of the house say. */

import { clock, count, counting, formatted, moment } from "@/language/figures";
import { words } from "@/language/words";
import { SHARED } from "@/look/messages";
import type { Invite, InvitedRole, Span, Standing, Uses } from "./invite";
import type { LimitName, Permission, Person, Presence, Role } from "./person";
import type { Imported, Source } from "./queries";

export const TEXT = words("people", {
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
  roleChanged: "{name} is now {role}.",
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
  ended: "{name} is signed out everywhere.",
  history: "What happened",
  historyRest: "Every fact that this person caused, with what led to it.",
  seeEvents: "See their events",
  off: "Keep them out",
  offRest:
    "They can't sign in while they are disabled. What they asked for goes on, and nothing is deleted.",
  disable: "Disable",
  enable: "Let them in again",
  offDone: "{name} can't sign in any more.",
  onDone: "{name} may sign in again.",
  erase: "Erase for ever",
  eraseRest:
    "Their name, mail address, devices and messages are made unreadable in every part of the house, also in what was written long ago. Films and videos stay. Nobody can undo this.",
  eraseOpen: "Erase this person",
  eraseType: "To erase, type {name}",
  eraseWrong: "That is not how they are called.",
  eraseGo: "Erase now",
  erased: "{name} is erased.",
  drop: "Never mind",
  thatIsYou: "This is you. Name, password and devices are on your own page.",
  toYou: "To your page",
  manyLive: "More than {count} people live here.",
  live: "{count, plural, one {One person lives} other {{number} people live}} here.",
  unaware: "What each of them may do, and how they came.",
  noInvite: "No invite is on its way.",
  invites:
    "{count, plural, one {One invite is on its way} other {{number} invites are on their way}}.",
  cannot: "can't sign in",
  signsIn: "signs in as {username}",
  here: "here now",
  seen: "here last {when}",
  unseen: "not here lately",
  since: "here since {when}",
});

export const ROLE: Record<Role, string> = words("people-roles", {
  owner: "Owner",
  admin: "Admin",
  moderator: "Moderator",
  member: "Member",
  guest: "Guest",
});

export const ROLE_MEANS: Record<Role, string> = words("roles-mean", {
  owner: "Everything, and the only one who makes owners and admins.",
  admin: "Keeps the house: people, settings, events.",
  moderator: "Decides on wishes and steers downloads, for everybody.",
  member: "Wishes for titles and fetches videos.",
  guest: "Watches, and sees how the house is.",
});

const ONE_OF: Record<Role, string> = words("one-of-role", {
  owner: "an owner",
  admin: "an admin",
  moderator: "a moderator",
  member: "a member",
  guest: "a guest",
});

const MANY_OF: Record<InvitedRole, string> = words("many-of-role", {
  admin: "admins",
  moderator: "moderators",
  member: "members",
  guest: "guests",
});

const AS: Record<Role, string> = words("as-role", {
  owner: "As an owner",
  admin: "As an admin",
  moderator: "As a moderator",
  member: "As a member",
  guest: "As a guest",
});

export function withArticle(role: Role): string {
  return ONE_OF[role];
}

export function headline(people: readonly Person[], hasMore: boolean): string {
  if (hasMore) return TEXT.manyLive({ count: people.length });
  return TEXT.live(counting(people.length));
}

export function followup(invites: readonly Invite[] | undefined, open: number): string {
  if (invites === undefined) return TEXT.unaware;
  return open === 0 ? TEXT.noInvite : TEXT.invites(counting(open));
}

export function presenceSaid(presence: Presence, now: Date): string {
  switch (presence.kind) {
    case "disabled":
      return TEXT.cannot;
    case "here":
      return TEXT.here;
    case "seen":
      return TEXT.seen({ when: moment(presence.at, now) });
    case "unknown":
      return TEXT.unseen;
  }
}

/** The name at the door, where it is another than the one that everybody reads. */
export function signInSaid({ username, display_name }: Person): string | null {
  const isSame = username.toLowerCase() === display_name.toLowerCase();
  return isSame ? null : TEXT.signsIn({ username });
}

export function since(person: Person, now: Date): string {
  return TEXT.since({ when: moment(new Date(person.created_at), now) });
}

export const LIMIT: Record<LimitName, string> = words("limits", {
  requests_per_hour: "Wishes in an hour",
  downloads_per_hour: "Downloads in an hour",
  download_gb_per_day: "Gigabytes in a day",
});

const GROUP = words("permission-groups", {
  self: "For themselves",
  all: "For everybody",
  house: "For the house",
});

/** What there is to allow, by what it is about. */
export const groups = (): readonly { title: string; of: readonly Permission[] }[] => [
  {
    title: GROUP.self,
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
    title: GROUP.all,
    of: [
      "requests.read_all",
      "requests.decide",
      "downloads.read_all",
      "downloads.manage",
      "members.read",
    ],
  },
  {
    title: GROUP.house,
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
export const MAY: Record<Permission, string> = words("permissions", {
  "me.manage": "Change their own settings",
  "library.read": "See the library",
  "requests.create": "Wish for titles",
  "requests.read_all": "See all wishes",
  "requests.decide": "Decide on wishes",
  "downloads.read": "See their downloads",
  "downloads.create": "Fetch videos",
  "downloads.read_all": "See all downloads",
  "downloads.manage": "Steer all downloads",
  "status.read": "See how the house is",
  "status.manage": "Change what is watched",
  "notifications.read": "Have an inbox",
  "deliveries.read": "See what was delivered",
  "members.read": "See who lives here",
  "members.manage": "Change who lives here",
  "invites.manage": "Invite people",
  "settings.manage": "Change the settings",
  "events.read": "Read the events",
  "system.read": "See how the system is",
});

export const INVITE = words("invites", {
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
  back: "Take it back",
  backOf: "Take it back: {note}",
  takenBack: "The invite is taken back. Its link opens nothing any more.",
  earlier: "Earlier invites",
  failedTitle: "The invites can't be shown",
  madeByYou: "made by you, {at}",
  madeBy: "made by {name}, {at}",
  first: "The first who opens it becomes {one}. It ends {end}.",
  upTo: "Up to {count} people who open it become {many}. It ends {end}.",
  cameOne: "{names} came by it",
  cameNone: "nobody came by it yet",
  came: "{count} of {most} came: {names}",
  cameNot: "{count} of {most} came",
  ends: "ends {end}",
  usedUp: "used up",
  ended: "ended {when}",
  withdrawn: "taken back",
  today: "today at {clock}",
  on: "on {day}",
});

export const IMPORT = words("people-import", {
  open: "Import people",
  lede: "Whoever shares your Plex server, or stands in Overseerr, gets a place here before they come. They sign in with Plex; nobody is told, and nobody is made twice.",
  from: "From {source}",
  bringing: "Looking who is there …",
  came: "{count, plural, =0 {Nobody new came.} one {One person came.} other {# people came.}}",
  known: "{count, plural, =0 {} one {One was here already.} other {# were here already.}}",
  left: "{count, plural, one {One more waits} other {# more wait}}; press once more.",
  passed: "Who was not brought here",
  done: "Done",
});

export const SOURCE: Record<Source, string> = { plex: "Plex", overseerr: "Overseerr" };

export const PASSED: Record<Imported["skipped"][number]["reason"], string> = words("passed-over", {
  pending: "They have not yet accepted that the server is shared with them.",
  not_shared: "They are friends in Plex, but this server is not shared with them.",
  cannot_sign_in: "They have no account of their own in Plex, so they can't sign in.",
  not_from_plex: "They have no Plex account there; make them an invite.",
  erased: "They were erased here, and stay so.",
});

export const USES_SAID: Record<Uses, string> = words("invite-uses", {
  "1": "once",
  "5": "five times",
  "20": "20 times",
});
export const SPAN_SAID: Record<Span, string> = words("invite-spans", {
  day: "a day",
  week: "a week",
  month: "a month",
});

export function invitedAs(role: Role): string {
  return AS[role];
}

export function madeBy(name: string, at: string): string {
  return name === SHARED.you ? INVITE.madeByYou({ at }) : INVITE.madeBy({ name, at });
}

/** The whole invite in one sentence, while it is being made. */
export function offer(role: InvitedRole, uses: Uses, until: Date, now: Date): string {
  const end = ends(until, now);
  return uses === "1"
    ? INVITE.first({ one: withArticle(role), end })
    : INVITE.upTo({ count: count(Number(uses)), many: MANY_OF[role], end });
}

export function used(invite: Invite, names: (id: string) => string): string {
  const came = invite.accepted_by.map(names).join(", ");
  if (invite.uses_max === 1) return came ? INVITE.cameOne({ names: came }) : INVITE.cameNone;
  const share = { count: invite.accepted_by.length, most: invite.uses_max };
  return came ? INVITE.came({ ...share, names: came }) : INVITE.cameNot(share);
}

export function stands(invite: Invite, standing: Standing, now: Date): string {
  switch (standing) {
    case "open":
      return INVITE.ends({ end: ends(new Date(invite.expires_at), now) });
    case "used":
      return INVITE.usedUp;
    case "over":
      return INVITE.ended({ when: moment(new Date(invite.expires_at), now) });
    case "withdrawn":
      return INVITE.withdrawn;
  }
}

/** "on Sunday 6 December", "today at 18:00". */
function ends(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString()
    ? INVITE.today({ clock: clock(at) })
    : INVITE.on({ day: formatted(at, { weekday: "long", day: "numeric", month: "long" }) });
}
