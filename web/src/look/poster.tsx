/** A poster: a landscape of its own for each title, with its name on it. */
import { Landscape } from "./art";

export function Poster({ title, size }: { title: string; size?: "s" | "m" }) {
  return (
    <span className={size ? `poster ${size}` : "poster"}>
      <Landscape of={title} />
      <span className="pt" aria-hidden="true">
        {title}
      </span>
    </span>
  );
}
