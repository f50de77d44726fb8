"use client";
/** The frame of every page behind the door: the rail, or on phones a bar and tabs; and the notices. */
import { Activity, Download, Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useUnread } from "@/features/inbox/queries";
import { PersonMenu } from "@/features/session/person-menu";
import { Pulse } from "@/features/status/pulse";
import { Notices } from "@/live/notices";
import { EggMark } from "./egg";
import { Go, type PagePath, useHere } from "./go";

type Place = { path: PagePath; label: string; icon: LucideIcon };

const DOWNLOADS: Place = { path: "/downloads", label: "Downloads", icon: Download };
const INBOX: Place = { path: "/inbox", label: "Inbox", icon: Inbox };
const STATUS: Place = { path: "/status", label: "Status", icon: Activity };

export function Shell({ children }: { children: ReactNode }) {
  const unread = useUnread();
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
          <RailLink place={DOWNLOADS} />
          <RailLink place={INBOX} unread={unread} />
          <RailLink place={STATUS} />
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
        <Tab place={DOWNLOADS} />
        <Tab place={INBOX} unread={unread} />
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

function RailLink({ place, unread = 0 }: { place: Place; unread?: number }) {
  return (
    <Go
      className="nav"
      to={place.path}
      aria-current={useHere() === place.path ? "page" : undefined}
    >
      <place.icon className="ic" aria-hidden="true" />
      {place.label}
      <Unread count={unread} />
    </Go>
  );
}

function Tab({ place, unread = 0 }: { place: Place; unread?: number }) {
  return (
    <Go to={place.path} aria-current={useHere() === place.path ? "page" : undefined}>
      <place.icon className="ic" aria-hidden="true" />
      {place.label}
      <Unread count={unread} />
    </Go>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <>
      <span className="sr">, </span>
      <b className="count num hot">
        {count > 99 ? "99+" : count}
        <span className="sr"> unread</span>
      </b>
    </>
  );
}
