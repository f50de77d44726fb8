/** One wish in a list: its poster, its strand, what is true of it, and what can be done. */
import { Play, RotateCw, Undo2 } from "lucide-react";
import { Go, useHere } from "@/browser/go";
import { Why } from "@/features/events/why";
import { pictureOf } from "@/features/library/item";
import { useMe } from "@/features/session/me";
import { Mute } from "@/features/telling/mute";
import { Poster } from "@/look/art/poster";
import { Worded } from "@/look/controls/worded";
import { Strand, type StrandTone } from "@/look/progress/strand";
import { Change } from "./change";
import { named, TEXT, told } from "./messages";
import {
  type Change as Changed,
  isHeld,
  isOpen,
  STEPS,
  type Stage,
  stageOf,
  strandOf,
  titlePath,
  type Wish,
} from "./wish";

type Props = {
  wish: Wish;
  now: Date;
  /** Whose it is, where that is not clear from the page. */
  by?: string | undefined;
  cancel?: ((wish: Wish) => void) | undefined;
  retry?: ((wish: Wish) => void) | undefined;
  change?: ((wish: Wish, change: Changed) => void) | undefined;
  /** Who looks is told what becomes of it, and may say that they need not be. */
  isTold?: boolean;
};

export function WishRow({ wish, now, by, cancel, retry, change, isTold = false }: Props) {
  const stage = stageOf(wish);
  const words = told(stage, new Date(wish.updated_at), now, useMe().data?.id);
  const line = strandOf(stage);
  const title = named(wish);
  return (
    <li className="wish" data-id={wish.id}>
      <Go to={titlePath(wish)} tabIndex={-1} aria-hidden="true">
        <Poster title={wish.title ?? ""} picture={pictureOf(wish)} size="s" />
      </Go>
      <div className="grow">
        <Go className="nm clip" to={titlePath(wish)} title={title}>
          {title}
        </Go>
        {line ? <Strand of={STEPS.length} {...line} tone={toneOf(stage)} label={words} /> : null}
        <div className="xs soft">
          {by ? `${by} · ${words}` : words}{" "}
          {isHeld(stage) ? <WhyIt wish={wish} isOpen={isOpen(stage)} /> : null}
        </div>
      </div>
      <div className="flow">
        {isTold && isOpen(stage) ? <Mute about={wish.id} name={title} /> : null}
        {change ? <Change wish={wish} change={change} /> : null}
        {stage.kind === "here" ? (
          <Go
            className="btn sec2 worded"
            to={titlePath(wish)}
            aria-label={`${TEXT.watch}: ${title}`}
          >
            <Play className="ic" aria-hidden="true" />
            <span>{TEXT.watch}</span>
          </Go>
        ) : null}
        {retry && stage.kind === "failed" ? (
          <Worded
            icon={RotateCw}
            word={TEXT.retry}
            label={`${TEXT.retry}: ${title}`}
            onPress={() => retry(wish)}
          />
        ) : null}
        {cancel && (stage.kind === "waiting" || stage.kind === "approved") ? (
          <Worded
            icon={Undo2}
            word={TEXT.cancel}
            label={`${TEXT.cancel}: ${title}`}
            onPress={() => cancel(wish)}
          />
        ) : null}
      </div>
    </li>
  );
}

/** As long as it is open its story is told on the page of its title; whoever is there needs nobody to lead them. */
function WhyIt({ wish, isOpen }: { wish: Wish; isOpen: boolean }) {
  const isThere = useHere() === "/title";
  const story = isOpen && !isThere ? titlePath(wish) : undefined;
  return <Why service="requests" stream={`request-${wish.id}`} of={named(wish)} told={story} />;
}

function toneOf(stage: Stage): StrandTone {
  switch (stage.kind) {
    case "here":
      return "ok";
    case "waiting":
    case "stuck":
      return "warn";
    case "failed":
      return "bad";
    case "approved":
    case "on-its-way":
    case "partly-here":
      return "going";
    case "declined":
    case "taken-back":
    case "unknown":
      return "off";
  }
}
