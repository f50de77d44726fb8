/** What is said of an address before it is asked for: what it is, and what comes with it. */
import { listed, size } from "@/language/figures";
import { words } from "@/language/words";
import type { Preview } from "../download";
import { type Category, type Extras, type Sponsors, sponsorsOf } from "./extras";

export const EXTRAS = words("extras", {
  with: "With it: {what} · {turn}",
  nothing: "nothing",
  subtitles: "Subtitles",
  sponsors: "Advertisements in it",
  cutWhich: "What is cut out",
  markWhich: "What becomes a chapter",
  chapters: "Chapters",
  thumbnail: "Its picture, kept in the file",
  tags: "Title and date, kept in the file",
  withSubtitles: "subtitles",
  withoutSponsors: "without advertisements",
  markedSponsors: "advertisements marked",
  withChapters: "chapters",
  withThumbnail: "a picture",
  withTags: "tags",
});

export const SPONSORS_SAID: Record<Sponsors, string> = words("sponsors", {
  leave: "leave them",
  mark: "mark them",
  cut: "cut them out",
});

export const CATEGORY: Record<Category, string> = words("sponsor-categories", {
  sponsor: "sponsors",
  selfpromo: "the maker's own",
  interaction: "“please subscribe”",
  intro: "the opening",
  outro: "the credits",
  preview: "what comes next",
  filler: "what strays",
  music_offtopic: "no music",
  hook: "the teaser",
});

/** "subtitles, chapters and tags". */
export function extrasSaid(extras: Extras): string {
  const sponsors = sponsorsOf(extras);
  const what = [
    extras.subtitles.length > 0 ? EXTRAS.withSubtitles : null,
    extras.chapters ? EXTRAS.withChapters : null,
    extras.thumbnail ? EXTRAS.withThumbnail : null,
    extras.tags ? EXTRAS.withTags : null,
    sponsors === "cut" ? EXTRAS.withoutSponsors : null,
    sponsors === "mark" ? EXTRAS.markedSponsors : null,
  ].filter((one) => one !== null);
  return what.length === 0 ? EXTRAS.nothing : listed(what);
}

const PREVIEW = words("previews", {
  about: "about {size}",
  videos: "{count, plural, one {# video} other {# videos}}",
});

/** What a preview knows: from whom, how long, how much. */
export function known(preview: Preview): string {
  const facts = [
    preview.channel ?? preview.site,
    preview.estimated_bytes ? PREVIEW.about({ size: size(preview.estimated_bytes) }) : null,
    preview.kind === "video" ? null : PREVIEW.videos({ count: preview.items.length }),
  ];
  return facts.filter(Boolean).join(" · ");
}
