/** A poster for what is wished for, a still for a video. */
import { Thumb } from "@/features/downloads/thumb";
import { pictureOf } from "@/features/library/item";
import { Poster } from "@/look/art/poster";
import { firstOf, type Waiting } from "./waiting";

export function Picture({ of, size }: { of: Waiting; size: "s" | "m" }) {
  if (of.kind === "wish")
    return <Poster title={of.wish.title ?? ""} picture={pictureOf(of.wish)} size={size} />;
  const { url, thumbnail_url } = firstOf(of);
  return <Thumb small of={url} picture={thumbnail_url} lengthS={null} />;
}
