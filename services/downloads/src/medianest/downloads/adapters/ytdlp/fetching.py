"""The child's main work: fetch one video into the job's folder, going on from what lies there.

The chosen formats are written down before the first byte, so that a part left by an earlier
attempt is gone on with only as the same stream.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
import yt_dlp

from medianest.contracts.record import Record, replace
from medianest.downloads.adapters.ytdlp import adorning
from medianest.downloads.adapters.ytdlp.confined import (
    ConfinedYoutubeDL,
    Info,
    make_folders,
    options_for,
)
from medianest.downloads.adapters.ytdlp.errors import (
    Refused,
    failure_of,
    not_before,
    permanent,
)
from medianest.downloads.adapters.ytdlp.inspecting import check_is_media, inspect
from medianest.downloads.adapters.ytdlp.words import FetchOrder
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.names import EXTENSIONS
from medianest.downloads.domain.presets import Preset
from medianest.downloads.domain.progress import Phase, Stream
from medianest.downloads.domain.video import Video
from medianest.downloads.ports import (
    FINISHED_FOLDER,
    Entered,
    Fetched,
    Identified,
    Moved,
    Report,
)

Tell = Callable[[Report], None]

_LONGEST_ADDRESS: Final = 2048
_CHOICE_NAME: Final = "choice.json"
_WHOLE_NAME: Final = "whole.json"
_BETWEEN_MOVES_S: Final = 0.25
_PHASES: Final[dict[str, Phase]] = {
    "Merger": "joining",
    "VideoRemuxer": "joining",
    "ExtractAudio": "joining",
    "FixupM3u8": "joining",
    "Metadata": "tagging",
    "EmbedSubtitle": "tagging",
    "ModifyChapters": "tagging",
    "EmbedThumbnail": "tagging",
}


class Choice(Record):
    """Which formats an earlier attempt began to fetch."""

    format_id: str


class Whole(Record):
    """What an earlier attempt had found out when its file was whole and checked."""

    identified: Identified
    fetched: Fetched


def check_release(release: str | None) -> None:
    """Raises `Refused` if another yt-dlp than this one was loaded."""
    if release is not None and not Path(yt_dlp.__file__).is_relative_to(release):
        raise permanent("The newer fetching program is not where it should be.")


def fetch(order: FetchOrder, tell: Tell) -> Fetched:
    """The whole file, checked. Raises yt-dlp's errors or `Refused`."""
    folder = Path(order.folder)
    make_folders(folder)
    whole = _whole_before(folder)
    if whole is not None:
        tell(whole.identified)
        return whole.fetched
    options = options_for(order.terms, folder, cookies=order.cookies, hooks=(_moves(tell),))
    chosen = _chosen_before(folder)
    options |= _options_of(order.preset, order.extras, chosen)
    options["postprocessor_hooks"] = [_phases(tell)]
    with Fetching(folder, options, tell) as ydl:
        info = ydl.extract_info(order.url, download=True)
    tell(Entered(phase="placing"))
    fetched = inspect(_whole_file(info), order.preset)
    if ydl.identified is not None:
        _write(folder / _WHOLE_NAME, Whole(identified=ydl.identified, fetched=fetched))
    return fetched


class Fetching(ConfinedYoutubeDL):
    def __init__(self, folder: Path, options: dict[str, Any], tell: Tell) -> None:
        self._tell = tell
        self._job_folder = folder
        self._looked_into = False
        self.identified: Identified | None = None
        super().__init__(folder, options)

    def process_ie_result(self, ie_result: Info, *args: Any, **options: Any) -> Any:
        if ie_result.get("_type", "video") in {"playlist", "multi_video", "compat_list"}:
            raise permanent("This is a list of videos; only a single one can be fetched.")
        return super().process_ie_result(ie_result, *args, **options)

    def process_info(self, info_dict: Info) -> Any:
        """Called once the formats are chosen, before the first byte."""
        _only_when_shown(info_dict)
        adorning.only_plain_covers(info_dict)
        choice = Choice(format_id=str(info_dict["format_id"]))
        earlier = _chosen_before(self._job_folder)
        if earlier is None or earlier != choice:
            shutil.rmtree(self._job_folder / "parts", ignore_errors=True)
            make_folders(self._job_folder)
            _write(self._job_folder / _CHOICE_NAME, choice)
        streams = tuple(_expected(part) for part in _formats(info_dict))
        self.identified = Identified(video=video_of(info_dict), streams=streams)
        self._tell(self.identified)
        self._tell(Entered(phase="fetching"))
        return super().process_info(info_dict)

    def run_pp(self, pp: Any, infodict: Info) -> Any:
        """Before ffmpeg sees what was fetched, we look whether it is picture or sound at all."""
        if not self._looked_into and "filepath" in infodict:
            self._looked_into = True
            for part in _formats(infodict):
                check_is_media(Path(str(part["filepath"])))
        if pp.pp_key() not in adorning.ADORNMENTS:
            return super().run_pp(pp, infodict)
        return self._without(super().run_pp, infodict, pp, infodict)

    def _write_subtitles(self, *args: Any) -> Any:
        return self._without(super()._write_subtitles, [], *args)

    def _write_thumbnails(self, *args: Any, **options: Any) -> Any:
        return self._without(super()._write_thumbnails, [], *args, **options)

    def _without(self, work: Callable[..., Any], otherwise: Any, *args: Any, **options: Any) -> Any:
        """What `work` brings; `otherwise` where that can't be had, unless it is our own trouble."""
        try:
            return work(*args, **options)
        except Exception as error:
            if failure_of(error).error_class == "local":
                raise
            return otherwise


def _formats(info: Info) -> list[Info]:
    return list(info.get("requested_formats") or [info])


def video_of(info: Info) -> Video:
    """What the site says of it, bounded."""
    title = str(info.get("title") or info.get("id") or "Untitled")[:300]
    channel = info.get("channel") or info.get("uploader")
    site = str(info.get("extractor_key") or "")
    if site == "Generic":
        site = urlsplit(str(info.get("webpage_url") or "")).hostname or ""
    duration = info.get("duration")
    return Video(
        title=title,
        site=site[:80] or None,
        channel=str(channel)[:200] if channel else None,
        source_id=str(info.get("id") or "")[:200] or None,
        duration_s=float(duration) if isinstance(duration, int | float) else None,
        thumbnail_url=web_address(info.get("thumbnail")),
        published_on=_day(info.get("upload_date") or info.get("release_date")),
    )


def web_address(said: object) -> str | None:
    """An address of the web, whole; None for any other, and for one that nobody could pass on."""
    address = str(said or "")
    is_one = address.startswith(("https://", "http://")) and len(address) <= _LONGEST_ADDRESS
    return address if is_one else None


def _day(said: object) -> date | None:
    with contextlib.suppress(ValueError):
        return datetime.strptime(str(said), "%Y%m%d").replace(tzinfo=UTC).date()
    return None


def bytes_of(part: Info) -> int | None:
    """How large a format is, or is said to be."""
    size = part.get("filesize") or part.get("filesize_approx")
    return int(size) if size else None


def _options_of(preset: Preset, extras: Extras, chosen: Choice | None) -> dict[str, Any]:
    lines = f"[height<=?{preset.max_height}]" if preset.max_height else ""
    if preset.keeps == "audio":
        selector = "ba[ext=m4a]/ba/b"
        first = {"key": "FFmpegExtractAudio", "preferredcodec": "best"}
        extras = replace(extras, subtitles=())
    else:
        selector = f"bv*{lines}+ba/b{lines}"
        first = {
            "key": "FFmpegVideoRemuxer",
            "preferedformat": "mp4>mp4/webm>webm/mov>mov/mkv",
        }
    options: dict[str, Any] = {
        "format": f"{chosen.format_id}/{selector}" if chosen else selector,
        "merge_output_format": "mp4/mkv",
    }
    options |= adorning.options_of(extras)
    options["postprocessors"] = [first, *options["postprocessors"]]
    if preset.max_height:
        options["format_sort"] = [f"res:{preset.max_height}", "vcodec:h264", "acodec:aac"]
    return options


def _chosen_before(folder: Path) -> Choice | None:
    with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / _CHOICE_NAME).read_bytes(), type=Choice)
    return None


def _whole_before(folder: Path) -> Whole | None:
    """So that a file that was placed just before a crash is found again as the same file."""
    with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError):
        whole = msgspec.json.decode((folder / _WHOLE_NAME).read_bytes(), type=Whole)
        file = folder / FINISHED_FOLDER / whole.fetched.file_name
        if file.stat().st_size == whole.fetched.size_bytes:
            return whole
    return None


def _write(path: Path, record: Record) -> None:
    """Whole or not at all."""
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(msgspec.json.encode(record))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _only_when_shown(info: Info) -> None:
    if info.get("live_status") in {"is_upcoming", "is_live", "post_live"}:
        raise Refused(
            Failure(
                error_class="not_yet",
                reason="This is a broadcast; it will be fetched when it has ended.",
                not_before=not_before(info.get("release_timestamp")),
            )
        )


def _expected(part: Info) -> Stream:
    return Stream(key=str(part.get("format_id")), bytes_total=bytes_of(part))


def _moves(tell: Tell) -> Callable[[Info], None]:
    last_at = 0.0

    def moved(event: Info) -> None:
        nonlocal last_at
        at = time.monotonic()
        if event["status"] == "downloading" and at - last_at < _BETWEEN_MOVES_S:
            return
        last_at = at
        tell(Moved(stream=_stream_of(event)))

    return moved


def _stream_of(event: Info) -> Stream:
    done = int(event.get("downloaded_bytes") or 0)
    total = event.get("total_bytes") or event.get("total_bytes_estimate")
    fragments, index = event.get("fragment_count"), event.get("fragment_index")
    is_whole = event["status"] == "finished"
    part = 1.0 if is_whole else index / fragments if fragments and index is not None else None
    return Stream(
        key=str((event.get("info_dict") or {}).get("format_id")),
        bytes_done=int(total) if is_whole and total and not done else done,
        bytes_total=done if is_whole and done else int(total) if total else None,
        part=part,
    )


def _phases(tell: Tell) -> Callable[[Info], None]:
    def entered(event: Info) -> None:
        phase = _PHASES.get(str(event.get("postprocessor")))
        if phase is not None and event.get("status") == "started":
            tell(Entered(phase=phase))

    return entered


def _whole_file(info: Info | None) -> Path:
    """yt-dlp may end well and have written nothing: only a file counts."""
    for download in (info or {}).get("requested_downloads") or ():
        path = Path(str(download.get("filepath")))
        if path.is_file() and path.stat().st_size > 0:
            if path.suffix.removeprefix(".") not in EXTENSIONS:
                raise permanent("This kind of file does not belong into the library.")
            return path
    raise permanent("No video was found at this address.")
