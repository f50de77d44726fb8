"use client";
import { Pill } from "@/look/controls/pill";
/** When a member is left in peace, and whether news come one by one. */
import { Part } from "@/look/surfaces/part";
import { EVERY, TEXT } from "./messages";
import type { Preferences } from "./queries";

type Props = { preferences: Preferences; onChoose: (next: Preferences) => void };

const NIGHT = { start: "22:00", end: "07:00" } as const;

export function QuietHours({ preferences, onChoose }: Props) {
  const { quiet } = preferences;
  const say = (hours: typeof quiet) =>
    onChoose({
      ...preferences,
      quiet: hours,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  return (
    <Part title={TEXT.quiet} rest={TEXT.quietRest}>
      <div className="form">
        <label className="flow sm">
          <input
            type="checkbox"
            className="check"
            checked={quiet !== null}
            onChange={(event) => say(event.target.checked ? NIGHT : null)}
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
                    onChange={({ target }) =>
                      target.value === "" ? null : say({ ...quiet, [edge]: target.value })
                    }
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
            onChange={() => onChoose({ ...preferences, digest: { ...digest, every } })}
          >
            {EVERY[every]}
          </Pill>
        ))}
      </fieldset>
    </Part>
  );
}
