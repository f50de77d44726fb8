"use client";
/** Whether one thing is muted: a wish, a download or a monitor. What is muted stays in the inbox. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { api, told } from "@/api/client";
import { shownBy } from "@/api/meanwhile";
import { tellRefused } from "@/look/surfaces/refused";
import { tell } from "@/look/surfaces/toast";
import { MUTE } from "./messages";
import { PREFERENCES, type Preferences, usePreferences } from "./queries";

/** `isMuted` is null as long as it is not known. A turn shows at once, and goes back if the house refuses it. */
export function useMute(about_id: string): {
  isMuted: boolean | null;
  turn: (isMuted: boolean) => void;
} {
  const cache = useQueryClient();
  const show = (isMuted: boolean) =>
    cache.setQueryData<Preferences>(PREFERENCES, (read) => read && turned(read, about_id, isMuted));
  const turning = useMutation({
    ...shownBy(show),
    mutationFn: (isMuted) => {
      const at = { params: { path: { about_id } } };
      return isMuted
        ? told(api.PUT("/api/v1/notifications/mutes/{about_id}", at))
        : told(api.DELETE("/api/v1/notifications/mutes/{about_id}", at));
    },
    // One after the other, so that the turn made last is the one that stays.
    scope: { id: `mute ${about_id}` },
    onSuccess: (_, isMuted) => {
      if (isMuted) tell({ icon: BellOff, tone: "plain", fact: MUTE.muted, rest: MUTE.mutedRest });
    },
    onError: (error, isMuted) => {
      show(!isMuted);
      tellRefused(error);
    },
  });
  const muted = usePreferences().data?.muted;
  return { isMuted: muted?.includes(about_id) ?? null, turn: turning.mutate };
}

function turned(read: Preferences, about_id: string, isMuted: boolean): Preferences {
  const others = read.muted.filter((one) => one !== about_id);
  return { ...read, muted: isMuted ? [...others, about_id] : others };
}
