/** A labelled field for more than one line. */
import { useId } from "react";

type Props = { label: string; name: string; value?: string; most: number; hint?: string };

export function LongField({ label, name, value, most, hint }: Props) {
  const id = useId();
  return (
    <div className="label">
      <label htmlFor={id}>{label}</label>
      <span className="field">
        <textarea
          id={id}
          name={name}
          maxLength={most}
          defaultValue={value}
          aria-describedby={hint ? `${id}-said` : undefined}
        />
      </span>
      {hint ? (
        <span id={`${id}-said`} className="hint">
          {hint}
        </span>
      ) : null}
    </div>
  );
}
