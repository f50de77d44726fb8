"use client";
/** An address at which nothing is: who lives here stays in the house, and may look for what was meant. */
import { Compass, Search } from "lucide-react";
import { Go } from "@/browser/go";
import { DoorFrame } from "@/features/session/frame";
import { useMe } from "@/features/session/me";
import { NOWHERE } from "@/features/session/messages";
import { LiveProvider } from "@/live/provider";
import { Empty } from "@/look/surfaces/empty";
import { openPalette } from "./palette/opening";
import { Shell } from "./shell";

export function NowherePage() {
  const me = useMe();
  // Whoever asks a house that is away is not kept waiting.
  if (me.isPending && me.failureCount === 0) return null;
  return me.data ? <Inside /> : <Outside />;
}

function Inside() {
  return (
    <LiveProvider>
      <Shell>
        <h1 className="say">{NOWHERE.title}</h1>
        <section className="sec">
          <Empty
            mark={{ icon: Compass, tone: "info" }}
            title={NOWHERE.lookTitle}
            action={
              <span className="choices">
                <button type="button" className="btn pri" onClick={openPalette}>
                  <Search className="ic" aria-hidden="true" />
                  {NOWHERE.look}
                </button>
                <Go className="btn sec2" to="/">
                  {NOWHERE.home}
                </Go>
              </span>
            }
          >
            {NOWHERE.rest} {NOWHERE.base}
          </Empty>
        </section>
      </Shell>
    </LiveProvider>
  );
}

function Outside() {
  return (
    <DoorFrame title={NOWHERE.title} lede={NOWHERE.rest} base={NOWHERE.base}>
      <div>
        <Go className="btn ink lg" to="/">
          {NOWHERE.home}
        </Go>
      </div>
    </DoorFrame>
  );
}
