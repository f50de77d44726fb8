"use client";
/** A number to be typed; what it means where it is empty stands in it. */
import { useId } from "react";

type Props = {
  label: string;
  name: string;
  value: number | null;
  placeholder?: string;
  wrong?: string | undefined;
};

export function NumberField({ label, name, value, placeholder, wrong }: Props) {
  const id = useId();
  return (
    <div className="label">
      <label htmlFor={id}>{label}</label>
      <span className="field">
        <input
          id={id}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
          defaultValue={value ?? ""}
          placeholder={placeholder}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong ? `${id}-said` : undefined}
        />
      </span>
      {wrong ? (
        <span id={`${id}-said`} className="wrong">
          {wrong}
        </span>
      ) : null}
    </div>
  );
}
