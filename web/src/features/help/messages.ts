/** What the help page says: guides for each role, questions, and where to watch. */
import type { Permission } from "@/features/session/only";
import type { PagePath } from "@/look/go";

export const TEXT = {
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
  more: "Nothing of this helps?",
  moreRest: "Ask whoever keeps this house, and say which page it was and what it said.",
  toStatus: "See what is up",
} as const;

export type Guide = {
  title: string;
  needs: Permission;
  steps: readonly string[];
  to: PagePath;
  go: string;
};

export const GUIDES: readonly Guide[] = [
  {
    title: "Wish for something",
    needs: "requests.create",
    steps: [
      "Find it under Discover, or type its name.",
      "Choose seasons, if it is a series, and ask for it.",
      "Follow it under Wishes. You are told when it can be watched.",
    ],
    to: "/discover",
    go: "Discover",
  },
  {
    title: "Bring a video home",
    needs: "downloads.create",
    steps: [
      "Copy the address of the video.",
      "Paste it under Downloads, and look whether it is the right one.",
      "It is fetched in its turn and stands in the library after that.",
    ],
    to: "/downloads",
    go: "Downloads",
  },
  {
    title: "Be told, or be left in peace",
    needs: "notifications.read",
    steps: [
      "Choose what reaches you, and by what.",
      "Say when it is night; what comes then waits for the morning.",
      "The inbox keeps everything, whatever you choose.",
    ],
    to: "/settings/notifications",
    go: "What you are told",
  },
  {
    title: "Decide on wishes",
    needs: "requests.decide",
    steps: [
      "Approvals shows what waits, the oldest first.",
      "A approves, D declines, J and K move, Z takes back.",
      "Decline with a reason; they read exactly that.",
    ],
    to: "/approvals",
    go: "Approvals",
  },
  {
    title: "Let somebody in",
    needs: "invites.manage",
    steps: [
      "Make a link under People, and say what they become.",
      "Send it. It works as often and as long as you said.",
      "Take it back whenever you like; who came by it stays.",
    ],
    to: "/people",
    go: "People",
  },
  {
    title: "Keep it running",
    needs: "settings.manage",
    steps: [
      "Settings shows every connection, and tests it step by step.",
      "System says what failed for good, and tries it again.",
      "Events tells why anything is as it is.",
    ],
    to: "/settings",
    go: "Settings",
  },
];

export type Question = { ask: string; answer: string };

export const QUESTIONS: readonly Question[] = [
  {
    ask: "I wished for something. When is it there?",
    answer:
      "Its page shows each step and says what it waits for. Most films take less than an hour once they are approved; what is not out yet waits until it is.",
  },
  {
    ask: "It says “Overseerr is away”. Is my wish lost?",
    answer: "No. It is kept here and sent as soon as Overseerr is back. You need not do anything.",
  },
  {
    ask: "It says I have reached a limit.",
    answer:
      "Wishes and downloads are limited by the hour, so that everybody gets a turn. The page says when the next one is free. A wish that was refused does not count.",
  },
  {
    ask: "A video could not be fetched.",
    answer:
      "Its row says why. If it is private or was taken away, nobody can fetch it. If the site asked us to slow down, the house tries again by itself.",
  },
  {
    ask: "Something does not play.",
    answer:
      "Look at the status first. If Plex is up and one title alone does not play, report the problem on its page; whoever keeps the house sees it there.",
  },
  {
    ask: "Plex let me in, but this house does not.",
    answer:
      "Your Plex account has to be one that the owner shared the library with. Ask them to share it, and sign in again.",
  },
  {
    ask: "What does the house know of me?",
    answer:
      "All of it can be fetched as one file on your own page. If you want to be forgotten, ask the owner: erased is erased, also in what was written long ago.",
  },
];

export const APPS: readonly { name: string; address: string }[] = [
  { name: "In the browser", address: "https://app.plex.tv" },
  { name: "iPhone and iPad", address: "https://apps.apple.com/app/plex/id383457673" },
  {
    name: "Android",
    address: "https://play.google.com/store/apps/details?id=com.plexapp.android",
  },
  { name: "Televisions and others", address: "https://www.plex.tv/apps-devices/" },
];
