/** One thing that is on or off, with what that means. */
import { useId } from "react";

type Props = {
  label: string;
  hint?: string;
  name?: string;
  isOn: boolean;
  /** Without it, the form it stands in is asked. */
  onTurn?: (isOn: boolean) => void;
};

export function Switch({ label, hint, name, isOn, onTurn }: Props) {
  const id = useId();
  return (
    <label className="switch">
      <input
        type="checkbox"
        className="check"
        name={name}
        aria-describedby={hint ? id : undefined}
        {...(onTurn
          ? { checked: isOn, onChange: (event) => onTurn(event.target.checked) }
          : { defaultChecked: isOn })}
      />
      <span>
        <span className="sm">{label}</span>
        {hint ? (
          <span id={id} className="xs dim hint">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
