/** One download in the queue: its picture, its strand, what is true of it, and what can be done. */
import { CircleAlert, Hourglass, type LucideIcon, Pause, Play, UserRoundCheck } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Go, type PagePath } from "@/browser/go";
import { Why } from "@/features/events/why";
import { itemPath } from "@/features/library/item";
import { Strand, type StrandTone } from "@/look/progress/strand";
import {
  type Download,
  isHeldUp,
  isOpen,
  nameOf,
  PHASES,
  type Stage,
  stageOf,
  strandOf,
} from "../download";
import { TEXT, told } from "../messages";
import { Thumb } from "../thumb";
import { Actions, type Hands } from "./actions";
import { Files } from "./files";
import { TurnOf } from "./turn";

type Props = {
  download: Download;
  hands: Hands | null;
  now: Date;
  /** By which it is moved in its line, where it stands in one. */
  grip?: ReactNode;
};

/** Drawn again only when something of it has changed. */
export const Job = memo(function Job({ download, hands, now, grip }: Props) {
  const stage = stageOf(download);
  const words = told(stage, now);
  const title = nameOf(download);
  const here = placeOf(download);
  return (
    <li className="job" aria-label={title} data-id={download.id}>
      <Thumb small of={download.url} picture={download.thumbnail_url} lengthS={null} />
      <div className="grow">
        <div className="flow between">
          <Name title={title} to={here} />
          <Mark stage={stage} />
        </div>
        {isOpen(stage) ? <Line stage={stage} label={words.fact} /> : null}
        <div className="fx num">
          <span className={isCalm(stage) ? undefined : "told"}>
            {words.fact}{" "}
            {isCalm(stage) ? null : (
              <Why service="downloads" stream={`download-${download.id}`} of={title} />
            )}
          </span>
          {words.rest === "" ? null : <span>{words.rest}</span>}
          <TurnOf download={download} hands={hands} />
        </div>
      </div>
      <div className="act">
        {grip}
        {here ? (
          <Go className="btn sec2 worded" to={here} aria-label={`${TEXT.watch}: ${title}`}>
            <Play className="ic" aria-hidden="true" />
            <span>{TEXT.watch}</span>
          </Go>
        ) : null}
        <Files download={download} />
        {hands ? <Actions download={download} stage={stage} hands={hands} /> : null}
      </div>
    </li>
  );
});

/** Where it stands in the library, once it is seen there. */
function placeOf({ status, rating_key: id }: Download): PagePath | null {
  return status === "completed" && id ? itemPath({ id }) : null;
}

function Name({ title, to }: { title: string; to: PagePath | null }) {
  if (to === null)
    return (
      <span className="nm clip" title={title}>
        {title}
      </span>
    );
  return (
    <Go className="nm clip" to={to} title={title}>
      {title}
    </Go>
  );
}

function Mark({ stage }: { stage: Stage }) {
  switch (stage.kind) {
    case "away":
    case "waiting":
      return <Chip tone="warn" icon={Hourglass} said={TEXT.waiting} />;
    case "paused":
      return <Chip tone="warn" icon={Pause} said={TEXT.paused} />;
    case "asks":
      return <Chip tone="info" icon={UserRoundCheck} said={TEXT.asks} />;
    case "failed":
      return (
        <Chip tone="bad" icon={CircleAlert} said={stage.isFinal ? TEXT.cannot : TEXT.gaveUp} />
      );
    case "in-line":
    case "running":
    case "done":
    case "turned-down":
    case "taken-back":
    case "unknown":
      return null;
  }
}

type ChipProps = { tone: "warn" | "bad" | "info"; icon: LucideIcon; said: string };

function Chip({ tone, icon: Icon, said }: ChipProps) {
  return (
    <span className={`chip ${tone} max-narrow:hidden`}>
      <Icon className="ic" aria-hidden="true" />
      {said}
    </span>
  );
}

function Line({ stage, label }: { stage: Stage; label: string }) {
  const { at, share, tone, percent } = lineOf(stage);
  return (
    <Strand of={PHASES.length} at={at} share={share} tone={tone} label={label} percent={percent} />
  );
}

function lineOf(stage: Stage): { at: number; share: number; tone: StrandTone; percent?: number } {
  switch (stage.kind) {
    case "running":
      return { ...strandOf(stage.phase, stage.percent), tone: "going", percent: stage.percent };
    case "away":
    case "waiting":
    case "paused":
      return {
        ...strandOf(stage.percent > 1 ? "fetching" : "looking_up", stage.percent),
        tone: "warn",
      };
    case "failed":
      return { ...strandOf(stage.phase, stage.percent), tone: "bad" };
    case "done":
      return { at: PHASES.length, share: 1, tone: "ok" };
    case "asks":
    case "in-line":
    case "turned-down":
    case "taken-back":
    case "unknown":
      return { at: 0, share: 0, tone: "off" };
  }
}

function isCalm(stage: Stage): boolean {
  return !isHeldUp(stage) && stage.kind !== "failed" && stage.kind !== "paused";
}
