/** A quiet button of a row: its word stands beside its picture where there is room. */
import type { LucideIcon } from "lucide-react";

type Props = {
  icon: LucideIcon;
  word: string;
  /** What it does to which, for whoever hears it. */
  label: string;
  isShut?: boolean;
  onPress: () => void;
};

export function Worded({ icon: Icon, word, label, isShut = false, onPress }: Props) {
  return (
    <button
      type="button"
      className="btn quiet worded"
      aria-label={label}
      disabled={isShut}
      onClick={onPress}
    >
      <Icon className="ic" aria-hidden="true" />
      <span>{word}</span>
    </button>
  );
}
