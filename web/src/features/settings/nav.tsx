"use client";
/** The rooms of settings: which there are, which is open, and the one that is open beside them. */
import {
  Clapperboard,
  Gauge,
  type LucideIcon,
  Mail,
  Megaphone,
  Palette,
  Plug,
  Telescope,
  Webhook,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Go, type PagePath, useHere } from "@/browser/go";
import { type Permission, useMay } from "@/features/session/only";
import { NAV } from "./messages";

type Entry = { path: PagePath; name: keyof typeof NAV; icon: LucideIcon; needs: Permission };

const ROOMS: readonly Entry[] = [
  { path: "/settings", name: "connections", icon: Plug, needs: "settings.manage" },
  { path: "/settings/limits", name: "limits", icon: Gauge, needs: "settings.manage" },
  { path: "/settings/quality", name: "quality", icon: Clapperboard, needs: "settings.manage" },
  { path: "/settings/branding", name: "branding", icon: Palette, needs: "settings.manage" },
  { path: "/settings/watching", name: "watching", icon: Telescope, needs: "status.manage" },
  {
    path: "/settings/announcements",
    name: "announcements",
    icon: Megaphone,
    needs: "status.manage",
  },
  { path: "/settings/letters", name: "letters", icon: Mail, needs: "settings.manage" },
  { path: "/settings/webhooks", name: "webhooks", icon: Webhook, needs: "settings.manage" },
];

/** What one is told is one's own matter, though its address stands under the settings. */
const ONES_OWN: PagePath = "/settings/notifications";

export function SettingsRooms({ children }: { children: ReactNode }) {
  const here = useHere();
  const may = { house: useMay("settings.manage"), status: useMay("status.manage") };
  const shown = ROOMS.filter(({ needs }) => (needs === "status.manage" ? may.status : may.house));
  if (here === ONES_OWN || shown.length === 0) return children;
  return (
    <div className="rooms">
      <SettingsNav rooms={shown} here={here} />
      <div className="room">{children}</div>
    </div>
  );
}

function SettingsNav({ rooms, here }: { rooms: readonly Entry[]; here: PagePath }) {
  const around = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another room is open
  useEffect(() => {
    // On a phone they don't all fit: the one that is open is in sight, and so is what is beside it.
    around.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  return (
    <nav ref={around} className="room-list" aria-label={NAV.label}>
      {rooms.map(({ path, name, icon: Icon }) => (
        <Go key={path} className="nav" to={path} aria-current={here === path ? "page" : undefined}>
          <Icon className="ic" aria-hidden="true" />
          {NAV[name]}
        </Go>
      ))}
    </nav>
  );
}
