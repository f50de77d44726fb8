/** A poster: its own where the house has one, else a landscape of its own with the name on it. */
import { Landscape } from "./landscape";
import { Picture } from "./picture";

type Props = { title: string; picture?: string | null | undefined; size?: "s" | "m" };

const WIDTHS = { s: 88, m: 176, l: 300 };

export function Poster({ title, picture, size }: Props) {
  return (
    <span className={size ? `poster ${size}` : "poster"}>
      <Picture
        of={picture}
        width={WIDTHS[size ?? "l"]}
        fallback={
          <>
            <Landscape of={title} />
            <span className="pt" aria-hidden="true">
              {title}
            </span>
          </>
        }
      />
    </span>
  );
}
