"use client";
/** Any of a few, as pills side by side; each chosen one carries a check. */
import { Pill } from "./pill";

type Props<T extends string> = {
  label: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onToggle: (value: T) => void;
};

export function Choices<T extends string>({ label, options, chosen, onToggle }: Props<T>) {
  return (
    <fieldset className="stack">
      <legend className="legend">{label}</legend>
      <div className="opts">
        {options.map(({ value, label: said }) => (
          <Pill
            key={value}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
          >
            {said}
          </Pill>
        ))}
      </div>
    </fieldset>
  );
}
