"""yt-dlp with our options and nothing else: only http(s), only through the proxy, only our folder.

Nothing that a member or a site says becomes an option, a template or a file name.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import yt_dlp
from yt_dlp.downloader.common import FileDownloader
from yt_dlp.downloader.external import ExternalFD
from yt_dlp.utils import NO_DEFAULT

from medianest.downloads.adapters.ytdlp.errors import failure_of, permanent
from medianest.downloads.adapters.ytdlp.words import Terms
from medianest.downloads.ports import FINISHED_FOLDER

Info = dict[str, Any]

_BLOCK_BYTES: Final = 64 * 1024
_FORMATS_READ: Final = (
    "mov,matroska,webm,mpegts,mp3,aac,ogg,flac,wav,avi,flv,asf,ffmetadata,srt,webvtt"
)
# Every step that may run ffmpeg. yt-dlp takes options for what ffmpeg reads under the name of the
# step only; without one they count for none.
_STEPS: Final = (
    *("merger", "videoremuxer", "extractaudio", "metadata", "copystream"),
    *("subtitlesconvertor", "embedsubtitle", "embedthumbnail", "thumbnailsconvertor"),
    *("fixup", "fixupm3u8", "fixupm4a", "fixupaac", "fixupstretched", "fixuptimestamp"),
    *("fixupduration", "fixupduplicatemoov", "sponsorblock", "modifychapters"),
)


class Silent:
    """yt-dlp's logger: what matters comes back as exceptions."""

    def debug(self, message: str) -> None:
        """Nothing."""

    def warning(self, message: str) -> None:
        """Nothing."""

    def error(self, message: str) -> None:
        """Nothing."""


class ConfinedYoutubeDL(yt_dlp.YoutubeDL):  # type: ignore[misc]  # yt-dlp has no types
    """Refuses other schemes, live streams, and every path outside the job's folder."""

    def __init__(self, folder: Path, options: dict[str, Any]) -> None:
        """`options` come from `options_for`."""
        self._folder = folder.resolve()
        super().__init__(options)

    def urlopen(self, req: Any) -> Any:
        """Everything that is fetched natively comes through here."""
        _only_http(req if isinstance(req, str) else req.url)
        return super().urlopen(req)

    def prepare_filename(self, *args: Any, **options: Any) -> Any:
        """The name, if it lies in the job's folder."""
        name = super().prepare_filename(*args, **options)
        if name and not Path(name).resolve().is_relative_to(self._folder):
            raise permanent("The site gave the file a name that leads out of its folder.")
        return name


def _only_http(url: str) -> None:
    if urlsplit(url).scheme.lower() not in {"http", "https"}:
        raise permanent("The site sends this video in a way that is not fetched from.")


def _no_external(self: Any, filename: str, info: Info) -> bool:
    raise permanent("Live or protected streams can't be fetched.")


def _tried_again(  # noqa: PLR0917  as yt-dlp calls it
    self: Any,
    err: Exception,
    count: int,
    retries: int,
    frag_index: Any = NO_DEFAULT,
    fatal: bool = True,  # noqa: FBT001, FBT002
) -> None:
    """Not where time changes nothing; and what is raised at the end is the error, not its text."""
    if fatal and (count > retries or failure_of(err).error_class != "transient"):
        raise err
    _REPORT(self, err, count, retries, frag_index, fatal)


_REPORT: Final = FileDownloader.report_retry
FileDownloader.report_retry = _tried_again

# ffmpeg as a downloader would open whatever a manifest names, past every check above.
ExternalFD.real_download = _no_external


def options_for(
    terms: Terms,
    folder: Path,
    *,
    cookies: str | None = None,
    hooks: tuple[Callable[[Info], None], ...] = (),
) -> dict[str, Any]:
    """What previews and fetches have in common."""
    return {
        "quiet": True,
        "noprogress": True,
        "color": "no_color",
        "logger": Silent(),
        "paths": {"home": str(folder / FINISHED_FOLDER), "temp": str(folder / "parts")},
        "outtmpl": {"default": "media.%(ext)s"},
        "overwrites": False,
        "continuedl": True,
        "updatetime": False,
        "noplaylist": True,
        "allow_playlist_files": False,
        "allowed_extractors": list(terms.extractors),
        "retries": 3,
        "fragment_retries": 5,
        "extractor_retries": 2,
        "file_access_retries": 3,
        "retry_sleep_functions": {"http": _pause, "fragment": _pause, "extractor": _pause},
        "socket_timeout": terms.socket_timeout_s,
        # A connection that breaks loses the block that was being read: a small one.
        "buffersize": _BLOCK_BYTES,
        "noresizebuffer": True,
        "skip_unavailable_fragments": False,
        "concurrent_fragment_downloads": 2,
        "ratelimit": terms.rate_bps,
        "proxy": terms.proxy,
        # In memory: what yt-dlp writes back at the end goes nowhere.
        "cookiefile": None if cookies is None else io.StringIO(cookies),
        "enable_file_urls": False,
        "usenetrc": False,
        "cachedir": str(folder / "cache"),
        "remote_components": [],
        "hls_prefer_native": True,
        "external_downloader": {"default": "native"},
        "ffmpeg_location": terms.ffmpeg_folder,
        "postprocessor_args": {f"{step}+ffmpeg_i": _reads(step) for step in _STEPS},
        "progress_hooks": list(hooks),
    }


def _reads(step: str) -> list[str]:
    """Files only, and no kind that names other files; but for our own list of what stays."""
    formats = f"concat,{_FORMATS_READ}" if step == "modifychapters" else _FORMATS_READ
    return ["-protocol_whitelist", "file", "-format_whitelist", formats]


def _pause(n: int) -> float:
    return float(min(2**n, 20))


def make_folders(folder: Path) -> None:
    """The rooms of a job's folder."""
    for name in (FINISHED_FOLDER, "parts", "cache", "tmp"):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
