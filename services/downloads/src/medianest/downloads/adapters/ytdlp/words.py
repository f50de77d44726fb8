"""What worker and child say to each other: one order in, then a pulse; reports out, one a line."""

import msgspec

from medianest.contracts.record import Record
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.presets import Preset
from medianest.downloads.ports import Entered, Fetched, Identified, Moved, Preview, Report


class Limits(Record):
    """What the kernel lets the child have."""

    memory_bytes: int
    file_bytes: int
    open_files: int
    cpu_s: int


class Terms(Record):
    """How the child may work: through which proxy, from which sites, how fast.

    `release`: the folder of a newer yt-dlp than the installation's.
    `silence_s`: with no pulse from its worker for so long, the child ends itself.
    """

    proxy: str
    extractors: tuple[str, ...]
    ffmpeg_folder: str
    limits: Limits
    silence_s: float
    socket_timeout_s: float
    rate_bps: int | None = None
    release: str | None = None


class FetchOrder(Record, tag_field="order", tag="fetch"):
    """Fetch it into `folder`, an absolute path."""

    terms: Terms
    folder: str
    url: str
    preset: Preset
    wait_for_folder_s: float
    extras: Extras = Extras()
    cookies: str | None = None


class PreviewOrder(Record, tag_field="order", tag="preview"):
    """Say what it is. `most_items` of a playlist are listed."""

    terms: Terms
    folder: str
    url: str
    most_items: int
    cookies: str | None = None


class Previewed(Report, tag="previewed"):
    """The answer to a preview."""

    preview: Preview


class Stumbled(Report, tag="stumbled"):
    """It can't be done, at least not now."""

    failure: Failure


class Busy(Report, tag="busy"):
    """Another child still holds the folder."""


Spoken = Identified | Moved | Entered | Fetched | Previewed | Stumbled | Busy

ORDERS: msgspec.json.Decoder[FetchOrder | PreviewOrder] = msgspec.json.Decoder(
    FetchOrder | PreviewOrder
)
SPOKEN: msgspec.json.Decoder[Spoken] = msgspec.json.Decoder(Spoken)
