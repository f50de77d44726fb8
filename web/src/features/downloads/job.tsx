/** One download in the queue: its picture, its strand, what is true of it, and what can be done. */
import { CircleAlert, Hourglass, RotateCw, Trash2, X } from "lucide-react";
import { Why } from "@/features/events/why";
import { Strand, type StrandTone } from "@/look/strand";
import { type Download, isOpen, PHASES, type Stage, stageOf, strandOf } from "./download";
import { TEXT, told } from "./messages";
import { Thumb } from "./thumb";

export type Hands = {
  cancel(download: Download): void;
  retry(download: Download): void;
  remove(download: Download): void;
};

export function Job({
  download,
  hands,
  now,
}: {
  download: Download;
  hands: Hands | null;
  now: Date;
}) {
  const stage = stageOf(download);
  const words = told(stage, now);
  return (
    <li className="job" aria-label={download.title}>
      <Thumb small of={download.url} picture={download.thumbnail_url} lengthS={null} />
      <div className="grow">
        <div className="flow between">
          <span className="nm clip" title={download.title}>
            {download.title}
          </span>
          <Mark stage={stage} />
        </div>
        {isOpen(stage) ? <Line stage={stage} label={words.fact} /> : null}
        <div className="fx num">
          <span className={isCalm(stage) ? undefined : "told"}>
            {words.fact}{" "}
            {isCalm(stage) ? null : (
              <Why service="downloads" stream={`download-${download.id}`} of={download.title} />
            )}
          </span>
          <span>{words.rest}</span>
        </div>
      </div>
      <div className="act">
        {hands ? <Actions download={download} stage={stage} hands={hands} /> : null}
      </div>
    </li>
  );
}

function Mark({ stage }: { stage: Stage }) {
  switch (stage.kind) {
    case "waiting":
      return (
        <span className="chip warn max-narrow:hidden">
          <Hourglass className="ic" aria-hidden="true" />
          Waiting
        </span>
      );
    case "failed":
      return (
        <span className="chip bad max-narrow:hidden">
          <CircleAlert className="ic" aria-hidden="true" />
          {stage.isFinal ? "Cannot be fetched" : "Gave up"}
        </span>
      );
    case "in-line":
    case "running":
    case "done":
    case "taken-back":
    case "unknown":
      return null;
  }
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
    case "waiting":
      return {
        ...strandOf(stage.percent > 1 ? "fetching" : "looking_up", stage.percent),
        tone: "warn",
      };
    case "failed":
      return { ...strandOf(stage.phase, stage.percent), tone: "bad" };
    case "done":
      return { at: PHASES.length, share: 1, tone: "ok" };
    case "in-line":
    case "taken-back":
    case "unknown":
      return { at: 0, share: 0, tone: "off" };
  }
}

function isCalm(stage: Stage): boolean {
  return stage.kind !== "waiting" && stage.kind !== "failed";
}

function Actions({ download, stage, hands }: { download: Download; stage: Stage; hands: Hands }) {
  const cancel = (
    <Act icon={X} label={TEXT.cancel} title={download.title} run={() => hands.cancel(download)} />
  );
  const remove = (
    <Act
      icon={Trash2}
      label={TEXT.remove}
      title={download.title}
      run={() => hands.remove(download)}
    />
  );
  switch (stage.kind) {
    case "in-line":
    case "running":
    case "unknown":
      return cancel;
    case "waiting":
      return (
        <>
          <Act
            icon={RotateCw}
            label={TEXT.tryNow}
            title={download.title}
            run={() => hands.retry(download)}
          />
          {cancel}
        </>
      );
    case "failed":
    case "taken-back":
      return (
        <>
          <Act
            icon={RotateCw}
            label={TEXT.retry}
            title={download.title}
            run={() => hands.retry(download)}
          />
          {remove}
        </>
      );
    case "done":
      return remove;
  }
}

type ActProps = { icon: typeof X; label: string; title: string; run: () => void };

function Act({ icon: Icon, label, title, run }: ActProps) {
  return (
    <button
      type="button"
      className="btn quiet icon"
      aria-label={`${label}: ${title}`}
      title={label}
      onClick={run}
    >
      <Icon className="ic" aria-hidden="true" />
    </button>
  );
}
