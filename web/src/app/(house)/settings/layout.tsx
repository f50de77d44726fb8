"use client";
import { lazy, type ReactNode } from "react";
import { Later } from "@/browser/later";

const SettingsRooms = lazy(async () => ({
  default: (await import("@/features/settings/nav")).SettingsRooms,
}));

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Later>
      <SettingsRooms>{children}</SettingsRooms>
    </Later>
  );
}
