"""Looks into a fetched file: is it what was asked for, how long is it, and what is its digest?"""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import av
from av.error import FFmpegError

from medianest.downloads.adapters.ytdlp.errors import permanent
from medianest.downloads.domain.presets import Preset
from medianest.downloads.ports import Fetched

# Files only, and no kind that names other files: a manifest in a video's clothes opens nothing.
_OPTIONS: Final = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,matroska,webm,mpegts,mp3,aac,ogg,flac,wav,avi,flv,asf",
}


def inspect(path: Path, preset: Preset) -> Fetched:
    """The report on a whole file. Raises `Refused` if it is not what the preset promises."""
    duration_s = _duration_s(path, preset)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        size_bytes = file.seek(0, 2)
    return Fetched(file_name=path.name, size_bytes=size_bytes, sha256=digest, duration_s=duration_s)


def check_is_media(path: Path) -> None:
    """Raises `Refused` if there is neither picture nor sound in it."""
    with _opened(path, "video") as container:
        if not container.streams.video and not container.streams.audio:
            raise permanent("This file is no video.")


def _duration_s(path: Path, preset: Preset) -> float | None:
    with _opened(path, preset.keeps) as container:
        streams = _streams(container, preset)
        if not streams or next(container.decode(streams[0]), None) is None:
            raise permanent(f"This file is no {preset.keeps}.")
        return None if container.duration is None else container.duration / av.time_base


@contextlib.contextmanager
def _opened(path: Path, what: str) -> Iterator[Any]:
    try:
        with av.open(str(path), options=_OPTIONS) as container:
            yield container
    except (FFmpegError, ValueError, IndexError) as error:
        raise permanent(f"This file is no {what}.") from error


def _streams(container: Any, preset: Preset) -> list[Any]:
    if preset.keeps == "audio":
        return list(container.streams.audio)
    # A song's cover is a picture stream too, but no video.
    return [s for s in container.streams.video if not int(s.disposition) & int(_COVER)]


_COVER: Final = av.stream.Disposition.attached_pic
