/** The picture of a video: its own where this house may show it, else a landscape made from its id. */
import { base } from "@/api/base";
import { length } from "@/language/figures";
import { Landscape } from "@/look/art/landscape";

type Props = { of: string; picture: string | null; lengthS: number | null; small?: boolean };

export function Thumb({ of, picture, lengthS, small = false }: Props) {
  // Pictures of other sites are never asked for from here: their owners would learn who looks.
  const own = picture?.startsWith("/") && !picture.startsWith("//") ? base() + picture : null;
  return (
    <div className={small ? "thumb s" : "thumb"}>
      {own ? <img src={own} alt="" loading="lazy" /> : <Landscape of={of} />}
      {lengthS === null ? null : <span className="len num">{length(lengthS)}</span>}
    </div>
  );
}
