"use client";
/** What goes on now, in three columns: one's wishes, what is being fetched, and the house itself. */
import type { UseQueryResult } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Go, type PagePath } from "@/browser/go";
import {
  type Download,
  stageOf as downloadStage,
  isOpen as isComing,
  nameOf,
} from "@/features/downloads/download";
import { told as downloadWords } from "@/features/downloads/messages";
import { named as monitorName } from "@/features/status/meaning";
import { useStatus } from "@/features/status/queries";
import { inOrder, type Monitor, stateOf, toneOf } from "@/features/status/status";
import { isOpen, stageOf, type Wish } from "@/features/wishes/wish";
import { WishRow } from "@/features/wishes/wish-row";
import { Bar } from "@/look/progress/strand";
import { backWords, usePauseOf } from "@/look/surfaces/pause";
import { serviceWords, TEXT, wellWords } from "./messages";

const MOST = 3;
const MOST_MONITORS = 5;

type Read = Pick<UseQueryResult, "data" | "error" | "failureReason">;
type Props = {
  wishes: { items: readonly Wish[]; read: Read };
  mayWish: boolean;
  downloads: { items: readonly Download[]; read: Read };
  /** Both were asked for, so that neither comes after the other. */
  isKnown: boolean;
  now: Date;
};

export function Now({ wishes, mayWish, downloads, isKnown, now }: Props) {
  return (
    <section className={mayWish ? "now" : "now two-only"} aria-label={TEXT.now}>
      {mayWish ? <Wishes wishes={wishes} isKnown={isKnown} now={now} /> : null}
      <Downloads downloads={downloads} isKnown={isKnown} now={now} />
      <House now={now} />
    </section>
  );
}

type PartProps = { title: string; to: PagePath; more: string; children: ReactNode };

function Part({ title, to, more, children }: PartProps) {
  return (
    <section>
      <header>
        <h2>{title}</h2>
        <Go className="more" to={to} aria-label={`${title}: ${more}`}>
          {more}
          <ChevronRight className="ic" aria-hidden="true" />
        </Go>
      </header>
      {children}
    </section>
  );
}

function Wishes({ wishes, isKnown, now }: Pick<Props, "wishes" | "isKnown" | "now">) {
  const open = wishes.items.filter((wish) => isOpen(stageOf(wish)));
  return (
    <Part title={TEXT.yourWishes} to="/wishes" more={TEXT.allWishes({ count: open.length })}>
      {open.length === 0 ? (
        <Bare read={wishes.read} isKnown={isKnown} now={now}>
          <Quiet said={TEXT.noWishes} to="/discover" next={TEXT.toDiscover} />
        </Bare>
      ) : null}
      <ul>
        {open.slice(0, MOST).map((wish) => (
          <WishRow key={wish.id} wish={wish} now={now} />
        ))}
      </ul>
    </Part>
  );
}

function Downloads({ downloads, isKnown, now }: Pick<Props, "downloads" | "isKnown" | "now">) {
  const open = downloads.items.filter((one) => isComing(downloadStage(one)));
  const rank = (one: Download) => (downloadStage(one).kind === "running" ? 0 : 1);
  return (
    <Part title={TEXT.downloading} to="/downloads" more={TEXT.queue}>
      {open.length === 0 ? (
        <Bare read={downloads.read} isKnown={isKnown} now={now}>
          <Quiet said={TEXT.noDownloads} to="/downloads" next={TEXT.toDownloads} />
        </Bare>
      ) : null}
      <ul>
        {open
          .toSorted((a, b) => rank(a) - rank(b))
          .slice(0, MOST)
          .map((one) => (
            <Coming key={one.id} download={one} now={now} />
          ))}
      </ul>
    </Part>
  );
}

function Coming({ download, now }: { download: Download; now: Date }) {
  const stage = downloadStage(download);
  const said = downloadWords(stage, now);
  const title = nameOf(download);
  const percent = download.progress?.percent ?? 0;
  return (
    <li className="dl">
      <b className="clip" title={title}>
        {title}
      </b>
      <Bar
        share={percent / 100}
        tone={stage.kind === "running" ? "going" : stage.kind === "failed" ? "warn" : "idle"}
        label={`${title}: ${said.fact}`}
      />
      <span className="flow between xs dim num">
        <span className={said.rest ? "clip" : undefined}>{said.fact}</span>
        <span>{said.rest}</span>
      </span>
    </li>
  );
}

function House({ now }: { now: Date }) {
  const status = useStatus();
  const monitors = inOrder(status.data?.monitors ?? []);
  const ill = monitors.filter(({ state }) => stateOf(state) !== "up");
  const away = ill.find((one) => stateOf(one.state) === "down" && one.means);
  return (
    <Part title={TEXT.house} to="/status" more={TEXT.status}>
      {status.isPending ? <Waiting /> : null}
      {status.isError && !status.data ? <p className="sm soft">{TEXT.unseen}</p> : null}
      <ul className="svcs">
        {ill.slice(0, MOST_MONITORS).map((one) => (
          <Service key={one.id} monitor={one} now={now} />
        ))}
      </ul>
      <p className="sm soft">{wellWords(monitors.length - ill.length, monitors.length)}</p>
      {away ? <p className="xs soft mt-3">{away.means}</p> : null}
    </Part>
  );
}

function Service({ monitor, now }: { monitor: Monitor; now: Date }) {
  const state = stateOf(monitor.state);
  return (
    <li className="svc">
      <span className={`dot ${toneOf(state)}`} aria-hidden="true" />
      <span className="clip">{monitorName(monitor)}</span>
      <span className="clip">{serviceWords(monitor, now)}</span>
    </li>
  );
}

type BareProps = { read: Read; isKnown: boolean; now: Date; children: ReactNode };

/** Where nothing is listed: it may not have come yet, or not be known, or be so. */
function Bare({ read, isKnown, now, children }: BareProps) {
  const pause = usePauseOf(read);
  if (read.data !== undefined && isKnown) return children;
  if (!isKnown) return <Waiting />;
  return <p className="sm soft">{pause ? `${backWords(pause.until, now)}.` : TEXT.unseen}</p>;
}

function Quiet({ said, to, next }: { said: string; to: PagePath; next: string }) {
  return (
    <p className="sm soft">
      {said}{" "}
      <Go className="why" to={to}>
        {next}
      </Go>
    </p>
  );
}

function Waiting() {
  return (
    <div className="stack appear" role="status" aria-busy="true" aria-label={TEXT.now}>
      <div className="sk line w-a" />
      <div className="sk line thin" />
      <div className="sk line w-b" />
    </div>
  );
}
