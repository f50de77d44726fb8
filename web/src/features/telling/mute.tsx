"use client";
/** A bell beside what one is told of: pressed, no message about it goes outside the inbox any more. */
import { Bell, BellOff } from "lucide-react";
import { useMay } from "@/features/session/only";
import { MUTE } from "./messages";
import { useMute } from "./muting";

type Props = {
  /** The id of the wish, the download or the monitor. */
  about: string;
  /** What it is called. */
  name: string;
};

export function Mute(props: Props) {
  return useMay("notifications.read") ? <MuteBell {...props} /> : null;
}

function MuteBell({ about, name }: Props) {
  const { isMuted, turn } = useMute(about);
  // Which way it stands is known first.
  if (isMuted === null) return null;
  const Icon = isMuted ? BellOff : Bell;
  return (
    <button
      type="button"
      className="btn quiet icon"
      aria-pressed={isMuted}
      aria-label={MUTE.mute({ name })}
      title={isMuted ? MUTE.isMuted : MUTE.hint}
      onClick={() => turn(!isMuted)}
    >
      <Icon className="ic" aria-hidden="true" />
    </button>
  );
}
