"use client";
/** The pages behind the door, each fetched when it is opened: the first one need not wait for all. */
import { type ComponentType, lazy, useEffect } from "react";
import { Later } from "@/browser/later";
import { SHARED } from "@/look/messages";
import { RowsSkeleton } from "@/look/surfaces/skeleton";

const UNHURRIED_MS = 2_500;

const LOADS = {
  approvals: async () => (await import("@/features/approvals/page")).ApprovalsPage,
  discover: async () => (await import("@/features/titles/discover-page")).DiscoverPage,
  downloads: async () => (await import("@/features/downloads/page")).DownloadsPage,
  home: async () => (await import("@/features/home/page")).HomePage,
  inbox: async () => (await import("@/features/inbox/page")).InboxPage,
  library: async () => (await import("@/features/library/page")).LibraryPage,
  libraryItem: async () => (await import("@/features/library/item-page")).ItemPage,
  me: async () => (await import("@/features/me/page")).MePage,
  search: async () => (await import("@/features/titles/search-page")).SearchPage,
  status: async () => (await import("@/features/status/page")).StatusPage,
  telling: async () => (await import("@/features/telling/page")).TellingPage,
  title: async () => (await import("@/features/titles/title-page")).TitlePage,
  wishes: async () => (await import("@/features/wishes/wishes-page")).WishesPage,
  person: async () => (await import("@/features/people/one-page")).PersonPage,
  people: async () => (await import("@/features/people/list-page")).PeoplePage,
  announcing: async () => (await import("@/features/announcing/page")).AnnouncingPage,
  letters: async () => (await import("@/features/letters/page")).LettersPage,
  settings: async () => (await import("@/features/settings/page")).SettingsPage,
  branding: async () => (await import("@/features/house/page")).BrandingPage,
  limits: async () => (await import("@/features/limits/page")).LimitsPage,
  quality: async () => (await import("@/features/quality/page")).QualityPage,
  webhooks: async () => (await import("@/features/programs/page")).ProgramsPage,
  watching: async () => (await import("@/features/watching/page")).WatchingPage,
  events: async () => (await import("@/features/events/page")).EventsPage,
  help: async () => (await import("@/features/help/page")).HelpPage,
  issues: async () => (await import("@/features/issues/page")).IssuesPage,
  system: async () => (await import("@/features/system/page")).SystemPage,
  welcome: async () => (await import("@/features/welcome/page")).WelcomePage,
} satisfies Record<string, () => Promise<ComponentType>>;

export type RoomName = keyof typeof LOADS;

const ROOMS: Readonly<Record<string, ComponentType>> = Object.fromEntries(
  Object.entries(LOADS).map(([name, load]) => [
    name,
    lazy(async () => ({ default: await load() })),
  ]),
);

function Nothing() {
  return null;
}

export function Room({ of }: { of: RoomName }) {
  const Page = ROOMS[of] ?? Nothing;
  useEffect(() => {
    const later = setTimeout(() => void fetchRooms(), UNHURRIED_MS);
    return () => clearTimeout(later);
  }, []);
  return (
    <Later fallback={<RowsSkeleton label={SHARED.page} rows={3} />}>
      <Page />
    </Later>
  );
}

/** What everybody opens sooner or later. */
const USUAL: readonly RoomName[] = [
  "home",
  "discover",
  "search",
  "title",
  "library",
  "libraryItem",
  "wishes",
  "downloads",
  "inbox",
  "status",
  "help",
];

/** Fetched while nobody waits, so that each opens at once, and without a network too. */
async function fetchRooms(): Promise<void> {
  for (const name of USUAL) await LOADS[name]().catch(() => null);
}
