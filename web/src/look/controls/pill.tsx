/** One of some pills side by side: whether it is chosen is told by a check, and not by its colour alone. */
import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

type Props = Omit<ComponentProps<"input">, "className" | "type"> & {
  type: "radio" | "checkbox";
  children: ReactNode;
};

export function Pill({ children, ...input }: Props) {
  return (
    <label className="opt">
      <input className="sr" {...input} />
      <Check className="ic tick" aria-hidden="true" />
      {children}
    </label>
  );
}
