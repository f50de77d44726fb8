/** Somebody who is not of the house: their picture in an egg, or the letters of their name. */
import { Picture } from "./picture";

const WIDTH = 104;

export function Face({ name, picture }: { name: string; picture: string | null }) {
  return (
    <span className="face" data-letters={lettersOf(name)} aria-hidden="true">
      <Picture of={picture} width={WIDTH} fallback={null} />
    </span>
  );
}

/** "MO"; of one word its first letter alone. */
export function lettersOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return [first, last].map((word) => [...word][0]?.toUpperCase() ?? "").join("");
}
