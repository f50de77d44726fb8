"use client";
/** The frame of every page behind the door: the rail, or on phones a bar and tabs; and the notices. */
import { Search } from "lucide-react";
import { lazy, type ReactNode } from "react";
import { Go, useHere } from "@/browser/go";
import { Later } from "@/browser/later";
import { useToDecide } from "@/features/approvals/counts";
import { HouseName } from "@/features/house/name";
import { useUnread } from "@/features/inbox/unread";
import { useMe } from "@/features/session/me";
import { CHROME } from "@/frame/messages";
import { EggMark } from "@/look/art/egg";
import { Count } from "./count";
import { openPalette } from "./palette/opening";
import { Palette } from "./palette/palette";
import { inTabs, labelOf, openTo, type Place } from "./places";

const beside = () => import("./beside");
const PersonMenu = lazy(async () => ({ default: (await beside()).PersonMenu }));
const More = lazy(async () => ({ default: (await beside()).More }));
const Notices = lazy(async () => ({ default: (await beside()).Notices }));
const Standing = lazy(async () => ({ default: (await beside()).Standing }));
const Pausing = lazy(async () => ({ default: (await beside()).Pausing }));
const Pulse = lazy(async () => ({ default: (await beside()).Pulse }));
const KeepingRail = lazy(async () => ({ default: (await beside()).KeepingRail }));

export function Shell({ children }: { children: ReactNode }) {
  const may = useMe().data?.permissions ?? [];
  const places = openTo(may);
  const counts = useCountsOf();
  return (
    <>
      <a className="skip" href="#main">
        {CHROME.skip}
      </a>
      <div className="app">
        <header className="topbar">
          <Brand />
          <TopActions
            unread={counts.inbox ?? 0}
            inbox={places.find(({ name }) => name === "inbox")}
          />
        </header>
        <nav className="rail" aria-label={CHROME.main}>
          <Brand />
          <button type="button" className="find" aria-label={CHROME.search} onClick={openPalette}>
            <Search className="ic" aria-hidden="true" />
            {CHROME.search}
            <kbd>/</kbd>
          </button>
          {places.map((place) => (
            <PlaceLink key={place.path} place={place} count={counts[place.name] ?? 0} isRail />
          ))}
          <Later>
            <KeepingRail />
          </Later>
          <div className="foot">
            <Later>
              <Pulse />
            </Later>
            <Later fallback={<span className="me" />}>
              <PersonMenu place="up" />
            </Later>
          </div>
        </nav>
        <main className="page" id="main" tabIndex={-1}>
          <Later>
            <Notices />
            <Standing />
            <Pausing />
          </Later>
          {children}
        </main>
      </div>
      <nav className="tabs" aria-label={CHROME.mainSmall}>
        {inTabs(may).map((place) => (
          <PlaceLink key={place.path} place={place} count={counts[place.name] ?? 0} />
        ))}
        <Later fallback={<span className="tab" />}>
          <More />
        </Later>
      </nav>
      <Palette />
    </>
  );
}

/** What waits behind a link, where something does. */
function useCountsOf(): Partial<Record<Place["name"], number>> {
  return { inbox: useUnread(), approvals: useToDecide() };
}

function Brand() {
  return (
    <Go className="brand" to="/">
      <EggMark />
      <HouseName />
    </Go>
  );
}

function TopActions({ inbox, unread }: { inbox: Place | undefined; unread: number }) {
  const isAtInbox = useHere() === inbox?.path;
  return (
    <span className="flow">
      <button type="button" className="tap" aria-label={CHROME.search} onClick={openPalette}>
        <Search className="ic" aria-hidden="true" />
      </button>
      {inbox ? (
        <Go
          className="tap"
          to={inbox.path}
          aria-label={inboxLabel(unread)}
          aria-current={isAtInbox ? "page" : undefined}
        >
          <inbox.icon className="ic" aria-hidden="true" />
          {unread > 0 ? <span className="dot live" aria-hidden="true" /> : null}
        </Go>
      ) : null}
      <Later fallback={<span className="tap" />}>
        <PersonMenu place="down" />
      </Later>
    </span>
  );
}

function inboxLabel(unread: number): string {
  return unread > 0 ? `${CHROME.inbox}, ${CHROME.unread({ count: unread })}` : CHROME.inbox;
}

type LinkProps = { place: Place; count: number; isRail?: boolean };

function PlaceLink({ place, count, isRail = false }: LinkProps) {
  const isHere = useHere() === place.path;
  const said = place.name === "inbox" ? CHROME.unread({ count }) : CHROME.waiting({ count });
  return (
    <Go
      className={isRail ? "nav" : "tab"}
      to={place.path}
      aria-current={isHere ? "page" : undefined}
    >
      <place.icon className="ic" aria-hidden="true" />
      {labelOf(place)}
      <Count count={count} said={said} />
    </Go>
  );
}
