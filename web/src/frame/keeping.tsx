"use client";
/** The pages of those who keep the house: each stands here only for who may open it. */
import { Flag, GitBranch, HeartPulse, type LucideIcon, Settings, Users } from "lucide-react";
import { Go, type PagePath, useHere } from "@/browser/go";
import { useMe } from "@/features/session/me";
import type { Permission } from "@/features/session/only";
import { CHROME, KEEPING } from "@/frame/messages";

type Place = {
  path: PagePath;
  name: keyof typeof KEEPING;
  icon: LucideIcon;
  needs: readonly Permission[];
};

const PLACES: readonly Place[] = [
  { path: "/issues", name: "problems", icon: Flag, needs: ["requests.read_all"] },
  { path: "/people", name: "people", icon: Users, needs: ["members.read"] },
  { path: "/admin/events", name: "events", icon: GitBranch, needs: ["events.read"] },
  { path: "/admin/system", name: "system", icon: HeartPulse, needs: ["system.read"] },
  { path: "/settings", name: "settings", icon: Settings, needs: ["settings.manage"] },
];

function usePlaces(): readonly Place[] {
  return keepingPlaces(useMe().data?.permissions ?? []);
}

export function keepingPlaces(may: readonly string[]): readonly Place[] {
  return PLACES.filter(({ needs }) => needs.some((one) => may.includes(one)));
}

/** Their links, as they stand in the rail. */
export function KeepingRail() {
  const places = usePlaces();
  const here = useHere();
  if (places.length === 0) return null;
  return (
    <>
      <span className="cap">{CHROME.keeping}</span>
      {places.map(({ path, name, icon: Icon }) => (
        <Go
          key={path}
          className="nav"
          to={path}
          aria-current={isIn(path, here) ? "page" : undefined}
        >
          <Icon className="ic" aria-hidden="true" />
          {KEEPING[name]}
        </Go>
      ))}
    </>
  );
}

/** Their links, as they stand in the menu of a phone. */
export function KeepingItems() {
  const places = usePlaces();
  const here = useHere();
  if (places.length === 0) return null;
  return (
    <>
      <div className="cap">{CHROME.keeping}</div>
      {places.map(({ path, name, icon: Icon }) => (
        <Go
          key={path}
          className="item"
          to={path}
          aria-current={isIn(path, here) ? "page" : undefined}
        >
          <Icon className="ic" aria-hidden="true" />
          {KEEPING[name]}
        </Go>
      ))}
    </>
  );
}

/** What one is told is one's own matter, though its address stands under the settings. */
export function isIn(path: PagePath, here: PagePath): boolean {
  return (here === path || here.startsWith(`${path}/`)) && here !== "/settings/notifications";
}
