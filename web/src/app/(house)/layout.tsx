import type { ReactNode } from "react";
import { Guard } from "@/features/session/guard";
import { LiveProvider } from "@/live/provider";
import { Shell } from "@/look/shell";

export default function HouseLayout({ children }: { children: ReactNode }) {
  return (
    <Guard>
      <LiveProvider>
        <Shell>{children}</Shell>
      </LiveProvider>
    </Guard>
  );
}
