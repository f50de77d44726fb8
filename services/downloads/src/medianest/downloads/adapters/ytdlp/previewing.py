"""The child's other work: say what a URL leads to, fetching no video."""

from itertools import islice
from pathlib import Path
from typing import Any

from yt_dlp.networking import HEADRequest
from yt_dlp.utils import unsmuggle_url

from medianest.downloads.adapters.ytdlp.confined import (
    ConfinedYoutubeDL,
    Info,
    make_folders,
    options_for,
)
from medianest.downloads.adapters.ytdlp.errors import permanent
from medianest.downloads.adapters.ytdlp.fetching import bytes_of, video_of, web_address
from medianest.downloads.adapters.ytdlp.words import PreviewOrder
from medianest.downloads.ports import Preview, PreviewItem


def preview(order: PreviewOrder) -> Preview:
    """What it is. Raises yt-dlp's errors or `Refused`."""
    folder = Path(order.folder)
    make_folders(folder)
    options = options_for(order.terms, folder, cookies=order.cookies) | {
        "extract_flat": "in_playlist",
        "playlist_items": f"1:{order.most_items}",
        "format": "bv*[height<=?1080]+ba/b[height<=?1080]",
        "format_sort": ["res:1080", "vcodec:h264", "acodec:aac"],
        "retries": 1,
        "extractor_retries": 1,
    }
    with ConfinedYoutubeDL(folder, options) as ydl:
        info = ydl.extract_info(order.url, download=False)
        if info is None:
            raise permanent("No video was found at this address.")
        if info.get("_type", "video") == "video":
            return _of_video(info, ydl)
        return listed(info, order.most_items)


def _of_video(info: Info, ydl: ConfinedYoutubeDL) -> Preview:
    video = video_of(info)
    parts = info.get("requested_formats") or [info]
    sizes = [bytes_of(part) for part in parts]
    known = [size for size in sizes if size is not None]
    estimate = sum(known) if known and len(known) == len(sizes) else None
    if estimate is None and info.get("direct"):
        estimate = _length(ydl, str(info["url"]))
    return Preview(
        kind="video",
        title=video.title,
        site=video.site,
        channel=video.channel,
        source_id=video.source_id,
        duration_s=video.duration_s,
        thumbnail_url=video.thumbnail_url,
        estimated_bytes=estimate,
    )


def _length(ydl: ConfinedYoutubeDL, url: str) -> int | None:
    with ydl.urlopen(HEADRequest(url)) as answer:
        said = answer.headers.get("Content-Length") or ""
    return int(said) if said.isdecimal() else None


def listed(info: Info, most_items: int) -> Preview:
    """A playlist or channel, and the first `most_items` of it."""
    video = video_of(info)
    whose = {info.get("channel_id"), info.get("uploader_id")} - {None, ""}
    is_channel = info.get("id") in whose
    entries = islice(info.get("entries") or (), most_items)
    return Preview(
        kind="channel" if is_channel else "playlist",
        title=video.title,
        site=video.site,
        channel=video.channel,
        source_id=video.source_id,
        thumbnail_url=video.thumbnail_url,
        items=tuple(_item(index, entry) for index, entry in enumerate(entries, 1) if entry),
    )


def _item(index: int, entry: dict[str, Any]) -> PreviewItem:
    duration = entry.get("duration")
    # yt-dlp keeps notes to itself behind the #.
    url, _ = unsmuggle_url(str(entry.get("webpage_url") or entry.get("url") or ""))
    return PreviewItem(
        index=index,
        title=str(entry.get("title") or url or f"Video {index}")[:300],
        url=web_address(url),
        duration_s=float(duration) if isinstance(duration, int | float) else None,
    )
