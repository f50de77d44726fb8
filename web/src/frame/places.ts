/** The pages that stand in the rail and under the thumb, and who may open them. */
import {
  Activity,
  Compass,
  Download,
  House,
  Inbox,
  LibraryBig,
  ListChecks,
  type LucideIcon,
  Sparkles,
} from "lucide-react";
import type { PagePath } from "@/browser/go";
import type { Permission } from "@/features/session/only";
import { CHROME } from "@/frame/messages";

export type Place = {
  path: PagePath;
  name: "home" | "discover" | "library" | "wishes" | "downloads" | "approvals" | "inbox" | "status";
  icon: LucideIcon;
  /** One of these; nothing where everybody may. */
  needs?: readonly Permission[];
  /** The letter that goes there after G. */
  key: string;
};

export const PLACES: readonly Place[] = [
  { path: "/", name: "home", icon: House, key: "h" },
  { path: "/discover", name: "discover", icon: Compass, needs: ["requests.create"], key: "d" },
  { path: "/library", name: "library", icon: LibraryBig, needs: ["library.read"], key: "l" },
  { path: "/wishes", name: "wishes", icon: Sparkles, needs: ["requests.create"], key: "w" },
  { path: "/downloads", name: "downloads", icon: Download, key: "f" },
  {
    path: "/approvals",
    name: "approvals",
    icon: ListChecks,
    needs: ["requests.decide", "downloads.manage"],
    key: "a",
  },
  { path: "/inbox", name: "inbox", icon: Inbox, key: "i" },
  { path: "/status", name: "status", icon: Activity, key: "s" },
];

export function labelOf(place: Place): string {
  return CHROME[place.name];
}

/** Those that somebody with these permissions may open. */
export function openTo(may: readonly string[]): readonly Place[] {
  return PLACES.filter(({ needs }) => needs?.some((one) => may.includes(one)) ?? true);
}

/** What a thumb reaches at once; the rest is behind "More". */
const TABS: readonly Place["name"][] = ["home", "discover", "wishes", "downloads", "library"];
const MOST_TABS = 4;

export function inTabs(may: readonly string[]): readonly Place[] {
  const open = openTo(may);
  return TABS.flatMap((name) => open.find((place) => place.name === name) ?? []).slice(
    0,
    MOST_TABS,
  );
}
