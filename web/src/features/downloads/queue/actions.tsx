/** What can be done with a download, by the stage it is in. */
import { type LucideIcon, Pause, Play, RotateCw, Trash2, X } from "lucide-react";
import { Worded } from "@/look/controls/worded";
import { type Download, isHeldUp, nameOf, type Stage, type Turn } from "../download";
import { TEXT } from "../messages";

export type Hands = {
  pause(download: Download): void;
  resume(download: Download): void;
  cancel(download: Download): void;
  retry(download: Download): void;
  remove(download: Download): void;
  move(download: Download, to: { before: string | null; place: number }): void;
  prioritize(download: Download, turn: Turn): void;
};

type Deed = Exclude<keyof Hands, "move" | "prioritize">;

const ICONS: Record<Deed, LucideIcon> = {
  pause: Pause,
  resume: Play,
  cancel: X,
  retry: RotateCw,
  remove: Trash2,
};

type Props = { download: Download; stage: Stage; hands: Hands };

export function Actions({ download, stage, hands }: Props) {
  return deedsOf(stage).map((deed) => {
    const Icon = ICONS[deed];
    const label = deed === "retry" && isHeldUp(stage) ? TEXT.tryNow : TEXT[deed];
    const whole = `${label}: ${nameOf(download)}`;
    if (deed === "remove") {
      const onPress = () => hands.remove(download);
      return <Worded key={deed} icon={Icon} word={TEXT.removeIt} label={whole} onPress={onPress} />;
    }
    return (
      <button
        key={deed}
        type="button"
        className="btn quiet icon"
        aria-label={whole}
        title={label}
        onClick={() => hands[deed](download)}
      >
        <Icon className="ic" aria-hidden="true" />
      </button>
    );
  });
}

function deedsOf(stage: Stage): readonly Deed[] {
  switch (stage.kind) {
    case "in-line":
    case "running":
      return ["pause", "cancel"];
    case "paused":
      return ["resume", "cancel"];
    case "asks":
    case "unknown":
      return ["cancel"];
    case "away":
    case "waiting":
      return ["retry", "cancel"];
    case "failed":
    case "taken-back":
      return ["retry", "remove"];
    case "turned-down":
    case "done":
      return ["remove"];
  }
}
