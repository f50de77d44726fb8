"use client";
/** When a member is left in peace, and whether news come one by one. */
import { Pill } from "@/look/controls/pill";
import { Part } from "@/look/surfaces/part";
import { EVERY, TEXT } from "./messages";
import type { Change, Preferences } from "./queries";

type Props = { preferences: Preferences; onChoose: (change: Change) => void };
type Quiet = Preferences["quiet"];

const NIGHT = { start: "22:00", end: "07:00" } as const;

export function QuietHours({ preferences, onChoose }: Props) {
  const { quiet } = preferences;
  const say = (made: (before: Quiet) => Quiet) =>
    onChoose((read) => ({
      ...read,
      quiet: made(read.quiet),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }));
  const turn = (isOn: boolean) => say(() => (isOn ? NIGHT : null));
  const move = (edge: "start" | "end", to: string) =>
    to === "" ? null : say((before) => before && { ...before, [edge]: to });
  return (
    <Part title={TEXT.quiet} rest={TEXT.quietRest}>
      <div className="form">
        <label className="flow sm">
          <input
            type="checkbox"
            className="check"
            checked={quiet !== null}
            onChange={(event) => turn(event.target.checked)}
          />
          {TEXT.quietOn}
        </label>
        {quiet ? (
          <div className="choices">
            {(["start", "end"] as const).map((edge) => (
              <label key={edge} className="label">
                {edge === "start" ? TEXT.from : TEXT.until}
                <span className="field">
                  <input
                    type="time"
                    value={quiet[edge]}
                    required
                    onChange={({ target }) => move(edge, target.value)}
                  />
                </span>
              </label>
            ))}
          </div>
        ) : null}
      </div>
    </Part>
  );
}

export function Together({ preferences, onChoose }: Props) {
  const { digest } = preferences;
  return (
    <Part title={TEXT.digest} rest={TEXT.digestRest}>
      <fieldset className="choices">
        <legend className="sr">{TEXT.every}</legend>
        {(["off", "hourly", "daily", "weekly"] as const).map((every) => (
          <Pill
            key={every}
            type="radio"
            name="every"
            checked={digest.every === every}
            onChange={() => onChoose((read) => ({ ...read, digest: { ...read.digest, every } }))}
          >
            {EVERY[every]}
          </Pill>
        ))}
      </fieldset>
    </Part>
  );
}
