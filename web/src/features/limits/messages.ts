/** What is said of the limits of the house. */
import { count } from "@/language/figures";
import { words } from "@/language/words";

export const TEXT = words("limits", {
  title: "How much everybody may ask for.",
  sentence:
    "Everybody may wish {wishes, plural, =0 {for nothing} one {once an hour} other {{wishesNumber} times an hour}}, {videos}.",
  noVideos: "and fetch no videos",
  someVideos: "and fetch {count, plural, one {one video} other {{number} videos}}",
  anyVideos: "and fetch as many videos as they like",
  rest: "Who needs others has them on their page.",
  failedTitle: "These limits can't be shown",
  wishes: "Wishes",
  wishesRest: "They count for whoever has no limit of their own, from the next wish on.",
  wishesAnHour: "Wishes an hour",
  films: "Films",
  filmDays: "in so many days",
  seasons: "Seasons",
  seasonDays: "in so many days",
  asMany: "no limit",
  needNoYes: "Whose wishes need nobody's yes",
  may4k: "Who may wish for 4K",
  downloads: "Videos",
  downloadsRest: "Whoever steers everybody's downloads is not measured.",
  anHour: "Videos an hour",
  aDay: "GiB a day",
  inAll: "GiB for all of one person's",
  needYes: "Whose videos wait for a yes",
});

export function sentence(wishes: number, videos: number | null): string {
  const fetch =
    videos === null
      ? TEXT.anyVideos
      : videos === 0
        ? TEXT.noVideos
        : TEXT.someVideos({ count: videos, number: count(videos) });
  return TEXT.sentence({ wishes, wishesNumber: count(wishes), videos: fetch });
}
