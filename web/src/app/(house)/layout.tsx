import type { ReactNode } from "react";
import { Guard } from "@/features/session/guard";
import { Shell } from "@/frame/shell";
import { LiveProvider } from "@/live/provider";

export default function HouseLayout({ children }: { children: ReactNode }) {
  return (
    <Guard>
      <LiveProvider>
        <Shell>{children}</Shell>
      </LiveProvider>
    </Guard>
  );
}
