"use client";
/** One of a few, as pills side by side; the chosen one carries a check. */
import { useId } from "react";
import { Pill } from "./pill";

export type Option<T extends string> = { value: T; label: string; isShut?: boolean };

type Props<T extends string> = {
  label: string;
  options: readonly Option<T>[];
  chosen: T;
  onChoose: (value: T) => void;
  /** Where the words around it say already what it is about. */
  isQuiet?: boolean;
};

export function Choice<T extends string>({
  label,
  options,
  chosen,
  onChoose,
  isQuiet = false,
}: Props<T>) {
  const name = useId();
  return (
    <fieldset className="stack">
      <legend className={isQuiet ? "sr" : "legend"}>{label}</legend>
      <div className="opts">
        {options.map(({ value, label: said, isShut }) => (
          <Pill
            key={value}
            type="radio"
            name={name}
            value={value}
            checked={chosen === value}
            disabled={isShut}
            onChange={() => onChoose(value)}
          >
            {said}
          </Pill>
        ))}
      </div>
    </fieldset>
  );
}
