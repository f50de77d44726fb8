"use client";
/** A labelled line to fill in; a password can be looked at before it is sent. */
import { Eye, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import { TEXT } from "./messages";

type Props = {
  label: string;
  name: string;
  autoComplete: string;
  hint?: string;
  placeholder?: string;
  wrong?: string | undefined;
  isSecret?: boolean;
  isFirst?: boolean;
  /** May be left empty. */
  isOptional?: boolean;
  /** What stands in it at first. */
  value?: string;
};

export function TextField({
  label,
  name,
  autoComplete,
  hint,
  placeholder,
  wrong,
  isSecret = false,
  isFirst = false,
  isOptional = false,
  value,
}: Props) {
  const id = useId();
  const [isShown, show] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <div className="label">
      <label htmlFor={id}>{label}</label>
      <div className="field">
        <input
          id={id}
          name={name}
          defaultValue={value}
          placeholder={placeholder}
          type={isSecret && !isShown ? "password" : "text"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required={!isOptional}
          // biome-ignore lint/a11y/noAutofocus: the page has this one purpose
          autoFocus={isFirst}
          aria-invalid={wrong !== undefined}
          aria-describedby={hint || wrong ? `${id}-said` : undefined}
        />
        {isSecret ? (
          <button
            type="button"
            className="btn quiet icon"
            aria-label={isShown ? TEXT.hide : TEXT.show}
            onClick={() => show(!isShown)}
          >
            <Icon className="ic" aria-hidden="true" />
          </button>
        ) : null}
      </div>
      {hint || wrong ? (
        <span id={`${id}-said`} className={wrong ? "wrong" : "hint"}>
          {wrong ?? hint}
        </span>
      ) : null}
    </div>
  );
}

export function entered(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === "string" ? value : "";
}
