/** A poster, and where there is none a landscape of its own with the title on it. */
import { base } from "@/api/base";
import { Landscape } from "./art";

type Props = {
  /** The title; a reader hears it from the caption beside it. */
  title: string;
  /** Where our own house has the picture, from its root on. */
  picture: string | null;
  size?: "s" | "m";
};

export function Poster({ title, picture, size }: Props) {
  return (
    <span className={size ? `poster ${size}` : "poster"}>
      {picture ? (
        // biome-ignore lint/performance/noImgElement: a static export has no image server; ours resizes
        <img src={`${base()}${picture}?w=${size ? 200 : 500}`} alt="" loading="lazy" />
      ) : (
        <>
          <Landscape of={title} />
          <span className="pt" aria-hidden="true">
            {title}
          </span>
        </>
      )}
    </span>
  );
}
