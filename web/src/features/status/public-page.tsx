"use client";
/** How the house is, for anybody who asks, where its keepers wish so: names and bars, and no more. */
import { useQuery } from "@tanstack/react-query";
import { CloudOff, Lock } from "lucide-react";
import type { Got } from "@/api/answers";
import { api, told } from "@/api/client";
import { problemIn } from "@/api/problem";
import { Go } from "@/browser/go";
import { HouseName } from "@/features/house/name";
import { clock, share } from "@/language/figures";
import { EggMark } from "@/look/art/egg";
import { SHARED } from "@/look/messages";
import { Empty } from "@/look/surfaces/empty";
import { BarLine } from "./bars";
import { Keys } from "./keys";
import { figureWords, NONE, PUBLIC, STATE_WORDS } from "./messages";
import { MonitorsSkeleton } from "./skeleton";
import { isKnown, stateOf, toneOf } from "./status";

type Public = Got<"/api/v1/status/public">;
type Part = Public["monitors"][number];

const DOWN_SHARE = 0.1;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = 90;

export function PublicPage() {
  const read = useQuery({
    queryKey: ["status", "public"],
    refetchInterval: MINUTE_MS,
    queryFn: ({ signal }) => told(api.GET("/api/v1/status/public", { signal })),
  });
  const isShut = read.isError && problemIn(read.error).kind === "missing";
  // Whoever has it open sees no more of it, once it is shut.
  const shown = isShut ? undefined : read.data;
  const state = stateOf(shown?.overall ?? "");
  return (
    <main className="page open" id="main">
      <span className="brand">
        <EggMark />
        <HouseName />
      </span>
      {shown ? (
        <>
          <h1 className="say mt-6">
            <span className="about">{shown.title || PUBLIC.title}</span>{" "}
            {state === "up" ? PUBLIC.up : PUBLIC.notUp}
          </h1>
          <section className="sec" aria-labelledby="past">
            <div className="sec-h">
              <h2 id="past">{PUBLIC.days({ count: DAYS })}</h2>
            </div>
            <ul className="rows">
              {shown.monitors.map((part) => (
                <Row key={part.name} part={part} />
              ))}
            </ul>
            <div className="flow between flex-wrap xs dim mt-3">
              <Keys of={["up", "degraded", "down", "unknown"]} />
              <span className="num">
                {PUBLIC.asOf({ clock: clock(new Date(read.dataUpdatedAt)) })}
              </span>
            </div>
          </section>
        </>
      ) : read.isError ? (
        <section className="sec">
          <h1 className="sr">{PUBLIC.title}</h1>
          {isShut ? (
            <Empty mark={{ icon: Lock, tone: "info" }} title={PUBLIC.shutTitle}>
              {PUBLIC.shut}
            </Empty>
          ) : (
            <Empty
              mark={{ icon: CloudOff, tone: "info" }}
              title={PUBLIC.awayTitle}
              action={
                <button type="button" className="btn sec2" onClick={() => void read.refetch()}>
                  {SHARED.tryAgain}
                </button>
              }
            >
              {PUBLIC.away}
            </Empty>
          )}
        </section>
      ) : (
        <>
          <h1 className="say mt-6">{PUBLIC.title}</h1>
          <MonitorsSkeleton label={PUBLIC.title} />
        </>
      )}
      <p className="sm mt-6">
        <Go className="why" to="/login">
          {PUBLIC.signIn}
        </Go>
      </p>
    </main>
  );
}

function Row({ part }: { part: Part }) {
  const state = stateOf(part.state);
  const uptime = Object.values(part.uptime).at(-1);
  const said = STATE_WORDS[state];
  const bars = lastDays(new Date()).map((day) => ({ key: day, state: dayOf(part, day) }));
  const isSure = isKnown(bars);
  return (
    <li className="mon" aria-label={PUBLIC.part({ name: part.name, state: said })}>
      <div>
        <span className="nm">
          <span className={`dot ${toneOf(state)}`} aria-hidden="true" />
          {part.name}
        </span>
        <span className="xs soft">{said}</span>
      </div>
      <BarLine bars={bars} label={PUBLIC.days({ count: DAYS })} />
      <div className="fig num">
        <b className={isSure ? undefined : "dim"}>
          {figureWords(typeof uptime === "number" ? share(uptime) : NONE, isSure)}
        </b>
      </div>
    </li>
  );
}

/** Each of them has its place, also those on which nobody looked. */
export function lastDays(now: Date): string[] {
  return Array.from({ length: DAYS }, (_, at) =>
    new Date(now.getTime() - (DAYS - 1 - at) * DAY_MS).toISOString().slice(0, 10),
  );
}

function dayOf(part: Part, day: string): "unknown" | "down" | "up" {
  const { beats, failed } = part.days.find((one) => one.day === day) ?? { beats: 0, failed: 0 };
  if (beats === 0) return "unknown";
  return failed / beats > DOWN_SHARE ? "down" : "up";
}
