/** What is said of how videos come into the library. */
import type { Got } from "@/api/answers";
import { words } from "@/language/words";

type Layout = Got<"/api/v1/settings/downloads/quality">["layout"];

export const TEXT = words("quality", {
  title: "How videos come into the library.",
  sentence: "Videos come in the quality “{preset}”.",
  rest: "Who asks for one may choose otherwise.",
  failedTitle: "These settings can't be shown",
  about: "Quality and names",
  quality: "Quality",
  qualityRest: "What is chosen beforehand wherever a video is asked for.",
  names: "Folders and names",
  namesRest:
    "So that your media server takes them for what they are. What lies there already stays.",
  extras: "What comes with them",
  extrasRest: "For every video, unless somebody chooses otherwise for theirs.",
  example: "Lies as {path}",
  fixed: "Fixed where it runs",
  fixedRest: "Only who looks after the machine changes these: in the environment of downloads.",
});

export const LAYOUT: Record<Layout, string> = words("layouts", {
  videos: "Other videos, by channel",
  series: "A series of each channel, by date",
  films: "Films",
});

/** As the shelf names them. */
export const EXAMPLE: Record<Layout, string> = words("layout-examples", {
  videos: "Kitchen Channel/Winter Soup [dQw4].mp4",
  series: "Kitchen Channel/Season 2026/Kitchen Channel - 2026-05-06 - Winter Soup [dQw4].mp4",
  films: "Winter Soup (2026) [dQw4]/Winter Soup (2026) [dQw4].mp4",
});

export const FIXED = words("quality-fixed", {
  library: "Folder of the library",
  work: "Folder of what is half fetched",
  reserve: "Room that is kept free",
  largest: "Largest file",
  rate: "Speed of one process",
  anyRate: "as fast as the line is",
  aSecond: "{size} a second",
  sites: "Sites",
});
