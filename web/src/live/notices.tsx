"use client";
/** What stands between the page and the truth: no network, no live line, others who may read along. */
import { useQueryClient } from "@tanstack/react-query";
import { LockOpen, RefreshCw, WifiOff } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useMay } from "@/features/session/only";
import { clock } from "@/language/figures";
import { Note } from "@/look/surfaces/note";
import { askAnew } from "./anew";
import { LIVE } from "./messages";
import { useLine } from "./provider";

export function Notices() {
  const cache = useQueryClient();
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const line = useLine();
  const [since, setSince] = useState<Date | null>(null);
  useEffect(() => setSince(isOnline ? null : new Date()), [isOnline]);
  const look = (
    <button type="button" className="btn sec2 s" onClick={() => void askAnew(cache)}>
      {LIVE.lookNow}
    </button>
  );
  return (
    <div className="notices" aria-live="polite">
      {!isOnline ? (
        <Note icon={WifiOff} action={look}>
          <b>{LIVE.offline}</b>{" "}
          {since ? LIVE.offlineSince({ when: clock(since) }) : LIVE.offlineRest}
        </Note>
      ) : line.state === "interrupted" && line.since ? (
        <Note icon={RefreshCw} action={look}>
          <b>{LIVE.interrupted}</b> {LIVE.interruptedSince({ when: clock(line.since) })}
        </Note>
      ) : null}
      <OpenToOthers />
    </div>
  );
}

/** Those who keep the house are told when it is served without encryption. */
function OpenToOthers() {
  const keeps = useMay("settings.manage");
  if (!keeps || !isOpenToOthers(window.location)) return null;
  return (
    <Note icon={LockOpen}>
      <b>{LIVE.open}</b> {LIVE.openRest}
    </Note>
  );
}

/** What goes to this very machine, nobody else can read. */
export function isOpenToOthers({ protocol, hostname }: { protocol: string; hostname: string }) {
  const isHere = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === "http:" && !isHere;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
