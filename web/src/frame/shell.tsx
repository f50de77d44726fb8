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
import { openPalette } from "./palette/opening";
import { Palette } from "./palette/palette";
import { labelOf, openTo, type Place } from "./places";

const beside = () => import("./beside");
const PersonMenu = lazy(async () => ({ default: (await beside()).PersonMenu }));
const Notices = lazy(async () => ({ default: (await beside()).Notices }));
const Standing = lazy(async () => ({ default: (await beside()).Standing }));
const Pulse = lazy(async () => ({ default: (await beside()).Pulse }));
const KeepingRail = lazy(async () => ({ default: (await beside()).KeepingRail }));

const IN_TABS = ["home", "discover", "library", "wishes", "downloads"];

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
          </Later>
          {children}
        </main>
      </div>
      <nav className="tabs" aria-label={CHROME.mainSmall}>
        {places
          .filter(({ name }) => IN_TABS.includes(name))
          .map((place) => (
            <PlaceLink key={place.path} place={place} count={counts[place.name] ?? 0} />
          ))}
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
  return (
    <span className="flow">
      <button type="button" className="tap" aria-label={CHROME.search} onClick={openPalette}>
        <Search className="ic" aria-hidden="true" />
      </button>
      {inbox ? (
        <Go className="tap" to={inbox.path} aria-label={inboxLabel(unread)}>
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
  return (
    <Go
      className={isRail ? "nav" : undefined}
      to={place.path}
      aria-current={isHere ? "page" : undefined}
    >
      <place.icon className="ic" aria-hidden="true" />
      {labelOf(place)}
      <Count count={count} place={place} />
    </Go>
  );
}

function Count({ count, place }: { count: number; place: Place }) {
  if (count === 0) return null;
  const said = place.name === "inbox" ? CHROME.unread({ count }) : CHROME.waiting({ count });
  return (
    <>
      <span className="sr">, {said}</span>
      <b className="count num hot" aria-hidden="true">
        {count > 99 ? "99+" : count}
      </b>
    </>
  );
}
