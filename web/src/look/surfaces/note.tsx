/** A note: an icon, a bold fact, what it means for you, and at most one thing to do. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "plain" | "ok" | "warn" | "bad" | "info";

type Props = {
  icon: LucideIcon;
  tone?: Tone;
  /** `alert` interrupts a reader, `status` waits; nothing is not read by itself. */
  role?: "alert" | "status";
  children: ReactNode;
  action?: ReactNode;
};

export function Note({ icon: Icon, tone = "plain", role, children, action }: Props) {
  return (
    <div className={tone === "plain" ? "note" : `note ${tone}`} role={role}>
      <Icon className="ic" aria-hidden="true" />
      <span>{children}</span>
      {action}
    </div>
  );
}
