"""What we look at by ourselves: each kind of probe with what an admin says of it.

`internal` is an admin's word that an address lies on the own network; without it, it must not.
"""

from typing import Annotated, Literal

import msgspec

from medianest.contracts.record import Record

Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/@]+(/\S*)?\Z", max_length=2000)]
Base = Annotated[
    str, msgspec.Meta(pattern=r"^https?://[A-Za-z0-9.:\[\]_-]{1,253}/?\Z", max_length=300)
]
Host = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._:-]+\Z", max_length=253)]
Port = Annotated[int, msgspec.Meta(ge=1, le=65_535)]


class HttpProbe(Record, tag="http"):
    """A page that answers 2xx. An https certificate with fewer days left than said degrades it."""

    url: Url
    internal: bool = False
    certificate_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 14


class TcpProbe(Record, tag="tcp"):
    """A server that takes a connection."""

    host: Host
    port: Port
    internal: bool = False


class DnsProbe(Record, tag="dns"):
    """A name that has records of this kind; asked of `server`, or of this machine's resolver."""

    name: Host
    record: Literal["A", "AAAA", "CNAME", "MX", "NS", "TXT"] = "A"
    server: Host | None = None
    port: Port = 53
    internal: bool = False


class PlexProbe(Record, tag="plex"):
    """A Plex Media Server that says who it is."""

    url: Base
    internal: bool = False


class OverseerrProbe(Record, tag="overseerr"):
    """An Overseerr or Seerr that says its version."""

    url: Base
    internal: bool = False


class DiskProbe(Record, tag="disk"):
    """A folder that the operator named in the settings, and how much must be free there."""

    disk: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    free_gb: Annotated[float, msgspec.Meta(ge=0, le=1_000_000)] = 10.0


class YtDlpProbe(Record, tag="yt-dlp"):
    """The yt-dlp that fetches videos, as the worker's health page says it; an old one degrades."""

    url: Url
    days: int = 30
    internal: bool = True


Probe = HttpProbe | TcpProbe | DnsProbe | PlexProbe | OverseerrProbe | DiskProbe
"""What an admin may ask for."""

AnyProbe = Probe | YtDlpProbe
"""And what the operator's settings may, besides."""
