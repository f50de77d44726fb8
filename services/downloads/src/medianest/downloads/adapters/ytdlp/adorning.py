"""What yt-dlp adds to a file that is whole already: subtitles, chapters, cover and tags.

Guarantee: what can't be had of it fails no download. The file is then the same without it.
"""

from typing import Any, Final

import av
from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor

from medianest.downloads.domain.extras import Extras

Info = dict[str, Any]

# Their names as yt-dlp's hooks and options say them.
ADORNMENTS: Final = frozenset(
    {"SubtitlesConvertor", "SponsorBlock", "EmbedSubtitle", "ModifyChapters", "EmbedThumbnail"}
)
_COVERS: Final = frozenset({"jpg", "jpeg", "png"})
_NO_CHAPTER_ID: Final = "%(category_names)l"


def options_of(extras: Extras) -> dict[str, Any]:
    """Beside the options that fetch and join; `postprocessors` come after those."""
    return {
        "writethumbnail": extras.thumbnail,
        "writesubtitles": bool(extras.subtitles),
        "subtitleslangs": list(extras.subtitles),
        "subtitlesformat": "vtt/srt/best",
        "postprocessors": list(_steps(extras)),
    }


def _steps(extras: Extras) -> list[dict[str, Any]]:
    """In yt-dlp's own order: what is cut must be in the container, and tags come after cutting."""
    steps: list[dict[str, Any]] = []
    if extras.subtitles:
        steps += [
            {"key": "FFmpegSubtitlesConvertor", "format": "srt", "when": "before_dl"},
            {"key": "FFmpegEmbedSubtitle"},
        ]
    if extras.sponsors:
        steps.append({"key": "SponsorBlock", "categories": extras.sponsors, "when": "after_filter"})
        steps.append(
            {
                "key": "ModifyChapters",
                "remove_sponsor_segments": extras.sponsors_removed,
                "sponsorblock_chapter_title": _NO_CHAPTER_ID,
            }
        )
    if extras.chapters or extras.sponsors or extras.tags:
        steps.append(
            {
                "key": "FFmpegMetadata",
                "add_chapters": extras.chapters or bool(extras.sponsors),
                "add_metadata": extras.tags,
                "add_infojson": False,
            }
        )
    if extras.thumbnail:
        steps.append({"key": "EmbedThumbnail"})
    return steps


def only_plain_covers(info: Info) -> None:
    """A cover that is taken as it is: no foreign picture is ever decoded or converted."""
    found = info.get("thumbnails") or ()
    info["thumbnails"] = [cover for cover in found if _kind(str(cover.get("url") or "")) in _COVERS]


def _kind(url: str) -> str:
    return url.partition("?")[0].rpartition(".")[2].lower()


def _seconds(_: Any, path: str, fatal: bool = True) -> float | None:  # noqa: FBT001, FBT002 - as yt-dlp calls it
    with av.open(path) as container:
        return None if container.duration is None else container.duration / av.time_base


# yt-dlp would ask ffprobe, which does not come with our ffmpeg.
FFmpegPostProcessor._get_real_video_duration = _seconds  # noqa: SLF001
