/** What the help page says: guides for each role, questions, and where to watch. */

import type { PagePath } from "@/browser/go";
import type { Permission } from "@/features/session/only";
import { words } from "@/language/words";

export const TEXT = words("help", {
  title: "How this house works.",
  rest: "Wish first, ask later: nobody minds a wish.",
  yours: "What you can do",
  first: "Wish first, ask later",
  firstRest:
    "You need not ask whether you may wish for something. Wish for it: if it needs a yes, it waits for one, and you hear what became of it. A wish that was declined says why, and can be made again.",
  watch: "Where to watch",
  watchRest:
    "What is in the library plays in Plex: in the browser, on phones, and on most televisions. Sign in there with the account that the owner shared the library with.",
  questions: "Questions",
  more: "None of this helps?",
  moreRest: "Ask whoever keeps this house, and say which page it was and what it said.",
  toStatus: "See how the house is",
});

const GUIDE = words("guides", {
  wish: "Wish for something",
  wish1: "Find it under Discover, or type its name.",
  wish2: "Choose seasons, if it is a series, and ask for it.",
  wish3: "Follow it under Wishes. You are told when it can be watched.",
  wishGo: "Discover",
  fetch: "Bring a video home",
  fetch1: "Copy the address of the video.",
  fetch2: "Paste it under Downloads, and look whether it is the right one.",
  fetch3: "It is fetched in its turn and stands in the library after that.",
  fetchGo: "Downloads",
  told: "Be told, or be left in peace",
  told1: "Choose what reaches you, and by what.",
  told2: "Say when it is night; what comes then waits for the morning.",
  told3: "The inbox keeps everything, whatever you choose.",
  toldGo: "What you are told",
  decide: "Decide on wishes",
  decide1: "Approvals shows what waits, the oldest first.",
  decide2: "A approves, D declines, J and K move, Z takes back.",
  decide3: "Decline with a reason; they read exactly that.",
  decideGo: "Approvals",
  invite: "Let somebody in",
  invite1: "Make a link under People, and say what they become.",
  invite2: "Send it. It works as often and as long as you said.",
  invite3: "Take it back whenever you like; who came by it stays.",
  inviteGo: "People",
  keep: "Keep it running",
  keep1: "Settings shows every connection, and tests it step by step.",
  keep2: "System says what failed for good, and tries it again.",
  keep3: "Events tells why anything is as it is.",
  keepGo: "Settings",
});

const ASKED = words("questions", {
  when: "I wished for something. When is it there?",
  whenAnswer:
    "Its page shows each step and says what it waits for. Most films take less than an hour once they are approved; what is not out yet waits until it is.",
  away: "It says “Overseerr is away”. Is my wish lost?",
  awayAnswer:
    "No. It is kept here and sent as soon as Overseerr is back. You need not do anything.",
  limit: "It says I have reached a limit.",
  limitAnswer:
    "Wishes and downloads are limited by the hour, so that everybody gets a turn. The page says when the next one is free. A wish that was refused does not count.",
  failed: "A video could not be fetched.",
  failedAnswer:
    "Its row says why. If it is private or was taken away, nobody can fetch it. If the site asked us to slow down, the house tries again by itself.",
  plays: "Something does not play.",
  playsAnswer:
    "Look at the status first. If Plex is up and one title alone does not play, report the problem on its page; whoever keeps the house sees it there.",
  door: "Plex let me in, but this house does not.",
  doorAnswer:
    "Your Plex account has to be one that the owner shared the library with. Ask them to share it, and sign in again.",
  known: "What does the house know of me?",
  knownAnswer:
    "All of it can be fetched as one file on your own page. If you want to be forgotten, ask the owner: erased is erased, also in what was written long ago.",
});

const APP = words("apps", {
  browser: "In the browser",
  apple: "iPhone and iPad",
  android: "Android",
  other: "Televisions and others",
});

export type Guide = {
  title: string;
  needs: Permission;
  steps: readonly string[];
  to: PagePath;
  go: string;
};

export const guides = (): readonly Guide[] => [
  {
    title: GUIDE.wish,
    needs: "requests.create",
    steps: [GUIDE.wish1, GUIDE.wish2, GUIDE.wish3],
    to: "/discover",
    go: GUIDE.wishGo,
  },
  {
    title: GUIDE.fetch,
    needs: "downloads.create",
    steps: [GUIDE.fetch1, GUIDE.fetch2, GUIDE.fetch3],
    to: "/downloads",
    go: GUIDE.fetchGo,
  },
  {
    title: GUIDE.told,
    needs: "notifications.read",
    steps: [GUIDE.told1, GUIDE.told2, GUIDE.told3],
    to: "/settings/notifications",
    go: GUIDE.toldGo,
  },
  {
    title: GUIDE.decide,
    needs: "requests.decide",
    steps: [GUIDE.decide1, GUIDE.decide2, GUIDE.decide3],
    to: "/approvals",
    go: GUIDE.decideGo,
  },
  {
    title: GUIDE.invite,
    needs: "invites.manage",
    steps: [GUIDE.invite1, GUIDE.invite2, GUIDE.invite3],
    to: "/people",
    go: GUIDE.inviteGo,
  },
  {
    title: GUIDE.keep,
    needs: "settings.manage",
    steps: [GUIDE.keep1, GUIDE.keep2, GUIDE.keep3],
    to: "/settings",
    go: GUIDE.keepGo,
  },
];

export type Question = { ask: string; answer: string };

export const questions = (): readonly Question[] => [
  {
    ask: ASKED.when,
    answer: ASKED.whenAnswer,
  },
  {
    ask: ASKED.away,
    answer: ASKED.awayAnswer,
  },
  {
    ask: ASKED.limit,
    answer: ASKED.limitAnswer,
  },
  {
    ask: ASKED.failed,
    answer: ASKED.failedAnswer,
  },
  {
    ask: ASKED.plays,
    answer: ASKED.playsAnswer,
  },
  {
    ask: ASKED.door,
    answer: ASKED.doorAnswer,
  },
  {
    ask: ASKED.known,
    answer: ASKED.knownAnswer,
  },
];

export const apps = (): readonly { name: string; address: string }[] => [
  { name: APP.browser, address: "https://app.plex.tv" },
  { name: APP.apple, address: "https://apps.apple.com/app/plex/id383457673" },
  {
    name: APP.android,
    address: "https://play.google.com/store/apps/details?id=com.plexapp.android",
  },
  { name: APP.other, address: "https://www.plex.tv/apps-devices/" },
];
