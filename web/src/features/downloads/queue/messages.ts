/** What is said of a playlist on its way. */
import { listed } from "@/language/figures";
import { words } from "@/language/words";
import type { Collection } from "../download";

const LIST_WORDS = words("playlists", {
  done: "{count} done",
  failed: "{count, plural, one {# could not be fetched} other {# could not be fetched}}",
  dropped: "{count} left out",
  toCome: "{count} to come",
  whole: "All {count} were fetched",
});

/** "13 done, 2 to come and 1 left out". */
export function playlistWords(list: Collection): string {
  const { total, completed, failed, dropped } = list;
  if (completed === total) return LIST_WORDS.whole({ count: total });
  const toCome = total - completed - failed - dropped;
  return listed([
    ...(completed > 0 ? [LIST_WORDS.done({ count: completed })] : []),
    ...(toCome > 0 ? [LIST_WORDS.toCome({ count: toCome })] : []),
    ...(failed > 0 ? [LIST_WORDS.failed({ count: failed })] : []),
    ...(dropped > 0 ? [LIST_WORDS.dropped({ count: dropped })] : []),
  ]);
}
