"use client";
/** The frame of every page behind the door: the rail, or on phones a bar and tabs; and the notices. */
import {
  Activity,
  Compass,
  Download,
  Inbox,
  ListChecks,
  type LucideIcon,
  Sparkles,
} from "lucide-react";
import type { ReactNode } from "react";
import { useUnread } from "@/features/inbox/queries";
import { PersonMenu } from "@/features/session/person-menu";
import { useMe } from "@/features/session/queries";
import { Pulse } from "@/features/status/pulse";
import { useCounts } from "@/features/wishes/queries";
import { Notices } from "@/live/notices";
import { EggMark } from "./egg";
import { Go, type PagePath, useHere } from "./go";
import { KeepingRail } from "./keeping";

type Place = { path: PagePath; label: string; icon: LucideIcon };

const DISCOVER: Place = { path: "/discover", label: "Discover", icon: Compass };
const WISHES: Place = { path: "/wishes", label: "Wishes", icon: Sparkles };
const APPROVALS: Place = { path: "/approvals", label: "Approvals", icon: ListChecks };
const DOWNLOADS: Place = { path: "/downloads", label: "Downloads", icon: Download };
const INBOX: Place = { path: "/inbox", label: "Inbox", icon: Inbox };
const STATUS: Place = { path: "/status", label: "Status", icon: Activity };

export function Shell({ children }: { children: ReactNode }) {
  const unread = useUnread();
  const may = useMe().data?.permissions ?? [];
  const wishes = may.includes("requests.create");
  const decides = may.includes("requests.decide");
  const waiting = useCounts(decides).data?.pending ?? 0;
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="app">
        <header className="topbar">
          <Brand />
          <PersonMenu place="down" />
        </header>
        <nav className="rail" aria-label="Main">
          <Brand />
          {wishes ? <RailLink place={DISCOVER} /> : null}
          {wishes ? <RailLink place={WISHES} /> : null}
          {decides ? <RailLink place={APPROVALS} count={waiting} of="waiting" /> : null}
          <RailLink place={DOWNLOADS} />
          <RailLink place={INBOX} count={unread} of="unread" />
          <RailLink place={STATUS} />
          <KeepingRail />
          <div className="foot">
            <Pulse />
            <PersonMenu place="up" />
          </div>
        </nav>
        <main className="page" id="main" tabIndex={-1}>
          <Notices />
          {children}
        </main>
      </div>
      <nav className="tabs" aria-label="Main, small">
        {wishes ? <Tab place={DISCOVER} /> : null}
        {wishes ? <Tab place={WISHES} /> : null}
        <Tab place={DOWNLOADS} />
        <Tab place={INBOX} count={unread} of="unread" />
        <Tab place={STATUS} />
      </nav>
    </>
  );
}

function Brand() {
  return (
    <Go className="brand" to="/downloads">
      <EggMark />
      MediaNest
    </Go>
  );
}

type LinkProps = { place: Place; count?: number; of?: string };

function RailLink({ place, count = 0, of = "" }: LinkProps) {
  return (
    <Go
      className="nav"
      to={place.path}
      aria-current={useHere() === place.path ? "page" : undefined}
    >
      <place.icon className="ic" aria-hidden="true" />
      {place.label}
      <Count count={count} of={of} />
    </Go>
  );
}

function Tab({ place, count = 0, of = "" }: LinkProps) {
  return (
    <Go to={place.path} aria-current={useHere() === place.path ? "page" : undefined}>
      <place.icon className="ic" aria-hidden="true" />
      {place.label}
      <Count count={count} of={of} />
    </Go>
  );
}

function Count({ count, of }: { count: number; of: string }) {
  if (count === 0) return null;
  return (
    <>
      <span className="sr">, </span>
      <b className="count num hot">
        {count > 99 ? "99+" : count}
        <span className="sr"> {of}</span>
      </b>
    </>
  );
}
