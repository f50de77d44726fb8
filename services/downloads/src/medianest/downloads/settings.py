"""What an operator may set for downloads: `MEDIANEST_DOWNLOADS_<NAME>`."""

from pathlib import Path
from typing import Literal

from medianest.chassis.settings import ServiceSettings
from medianest.contracts.permissions import Role
from medianest.downloads.domain.extras import Extras, SponsorCategory, agreed
from medianest.downloads.domain.names import Layout

_GIB = 1 << 30


class Settings(ServiceSettings):
    """Sizes in bytes, times in seconds.

    `library_dir` is what Plex reads. `work_dir` holds what is half fetched; on the library's disk,
    a finished file is placed without copying. `worker`: fetch in this process (`embedded`), or
    leave it to `python -m medianest.downloads worker` (`apart`). Limits, `approval_roles`, `layout`
    and what comes with a file count until an admin sets others on the settings page.
    """

    library_dir: Path
    work_dir: Path | None = None
    worker: Literal["embedded", "apart"] = "embedded"
    workers: int = 2
    lease_s: float = 10.0
    stall_s: float = 120.0
    wall_s: float = 6 * 3600.0
    grace_s: float = 15.0
    sweep_s: float = 600.0
    retry_base_s: float = 10.0
    downloads_per_hour: int | None = 5
    """How often a member may ask in an hour, unless they have a limit of their own."""
    download_gb_per_day: int | None = None
    space_gb: int | None = None
    """All of one member's videos together, in GiB."""
    approval_roles: tuple[Role, ...] = ("guest",)
    """Whose downloads wait until somebody who manages downloads agrees."""
    rate_bps: int | None = None
    """Of one process; all that it fetches at a time shares it."""
    extractors: tuple[str, ...] = ("youtube.*",)
    layout: Layout = "videos"
    """How files are named: for a Plex library of other videos, of series by date, or of films."""
    subtitles: tuple[str, ...] = ()
    """Languages whose subtitles every video has where the site has them, unless it is chosen."""
    sponsors_marked: tuple[SponsorCategory, ...] = ()
    """Of SponsorBlock: these become chapters."""
    sponsors_removed: tuple[SponsorCategory, ...] = ()
    """Of SponsorBlock: these are cut out."""
    chapters: bool = True
    thumbnail: bool = True
    tags: bool = True
    egress_allowed: tuple[str, ...] = ()
    """`host:port` of private addresses that may be fetched from all the same."""
    min_free_bytes: int = 5 * _GIB
    max_file_bytes: int = 50 * _GIB
    max_memory_bytes: int = 4 * _GIB
    """For one child process."""
    socket_timeout_s: float = 20.0
    preview_deadline_s: float = 25.0
    previews_at_once: int = 2
    ytdlp_dir: Path | None = None
    """Newer releases of yt-dlp; one folder for all workers. In `work_dir`, unless set."""
    ytdlp_index_url: str | None = None
    """Where they come from; PyPI, unless set."""
    ytdlp_wheels: Path | None = None
    """A folder of wheels instead of an index, for a house without the internet."""
    ytdlp_update_days: int | None = None
    """How often yt-dlp is updated by itself; never, unless set."""
    ffmpeg: Path | None = None
    """The program; the one that comes with the installation, unless set."""

    def works_in(self) -> Path:
        """Where half-fetched files lie."""
        return self.work_dir or self.library_dir / ".jobs"

    def releases_in(self) -> Path:
        """Where newer releases of the fetching program lie."""
        return self.ytdlp_dir or self.works_in() / "yt-dlp"

    def extras(self) -> Extras:
        """What the house adds to a file. Raises refusals."""
        return agreed(
            Extras(
                subtitles=self.subtitles,
                sponsors_marked=self.sponsors_marked,
                sponsors_removed=self.sponsors_removed,
                chapters=self.chapters,
                thumbnail=self.thumbnail,
                tags=self.tags,
            )
        )
