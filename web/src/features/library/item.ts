/** What stands in the library, as the pages know it. */
import type { Got } from "@/api/answers";
import type { PagePath } from "@/look/go";

export type Arrived = Got<"/api/v1/library/recent">["items"][number];

/** One thing on a shelf, wherever it came from. */
export type Shelved = {
  key: string;
  title: string;
  words: string;
  summary: string;
  picture: string | null;
  at: Date | null;
  to: PagePath;
};

export function arrivalOf(item: Arrived): Shelved {
  return {
    key: item.id,
    title: item.title,
    words: "",
    summary: "",
    picture: null,
    at: new Date(item.added_at),
    to: "/library",
  };
}
