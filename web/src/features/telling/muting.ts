"use client";
/** Whether one thing is muted: a wish, a download or a monitor. What is muted stays in the inbox. */
import { BellOff } from "lucide-react";
import { api, versioned } from "@/api/client";
import { tell } from "@/look/surfaces/toast";
import { MUTE } from "./messages";
import { type Change, type Preferences, usePreferences, useTurning } from "./queries";

/** `isMuted` is null as long as it is not known. */
export function useMute(about_id: string): {
  isMuted: boolean | null;
  turn: (isMuted: boolean) => void;
} {
  const at = { params: { path: { about_id } } };
  const turn = useTurning(
    ({ isMuted }: Turn) =>
      versioned(
        isMuted
          ? api.PUT("/api/v1/notifications/mutes/{about_id}", at)
          : api.DELETE("/api/v1/notifications/mutes/{about_id}", at),
      ),
    ({ isMuted }) => {
      if (isMuted) tell({ icon: BellOff, tone: "plain", fact: MUTE.muted, rest: MUTE.mutedRest });
    },
  );
  const muted = usePreferences().data?.muted;
  return {
    isMuted: muted?.includes(about_id) ?? null,
    turn: (isMuted) => turn({ isMuted, change: (read) => turned(read, about_id, isMuted) }),
  };
}

type Turn = { isMuted: boolean; change: Change };

function turned(read: Preferences, about_id: string, isMuted: boolean): Preferences {
  const others = read.muted.filter((one) => one !== about_id);
  return { ...read, muted: isMuted ? [...others, about_id] : others };
}
