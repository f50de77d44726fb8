/** An empty or broken place: what is true, what comes next, and one way on. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { BigEgg } from "@/look/art/big-egg";

type Props = {
  /** The egg stands in places that are empty for the first time; an icon says what else is the matter. */
  mark: "egg" | { icon: LucideIcon; tone: "ok" | "bad" | "info" };
  title: string;
  children: ReactNode;
  action?: ReactNode;
};

export function Empty({ mark, title, children, action }: Props) {
  return (
    <div className="panel empty">
      {mark === "egg" ? (
        <span className="egg2">
          <BigEgg />
        </span>
      ) : (
        <mark.icon className={`ic t-${mark.tone}`} aria-hidden="true" />
      )}
      <h2 className="h3">{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
