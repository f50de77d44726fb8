"use client";
/** Three limits of somebody's own; an empty field is "as for everybody". */
import { useId } from "react";
import { LIMIT, TEXT } from "./messages";
import { LIMITS, type LimitName } from "./person";

type Props = { wrong: readonly LimitName[]; own?: Readonly<Record<string, number>> };

export function LimitFields({ wrong, own = {} }: Props) {
  const id = useId();
  return (
    <div className="limits">
      {LIMITS.map((name) => (
        <div key={name} className="label">
          <label htmlFor={`${id}${name}`}>{LIMIT[name]}</label>
          <span className="field">
            <input
              id={`${id}${name}`}
              name={name}
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              defaultValue={own[name] ?? ""}
              placeholder={TEXT.likeAll}
              aria-invalid={wrong.includes(name)}
              aria-describedby={wrong.includes(name) ? `${id}${name}-said` : undefined}
            />
          </span>
          {wrong.includes(name) ? (
            <span id={`${id}${name}-said`} className="wrong">
              {TEXT.limitWrong}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}
