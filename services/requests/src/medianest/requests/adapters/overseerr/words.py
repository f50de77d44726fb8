"""Its shapes, as far as we read them; numbers that we do not know yet are just numbers.

What it says comes from the internet by way of others: a number that no table holds is no answer of
its kind, and texts are read by `plain` before anybody sees them.
"""

import re
from typing import Annotated, Final

import msgspec

from medianest.contracts.record import Record

DECLINED: Final = 3
FAILED: Final = 4
COMPLETED: Final = 5
PENDING: Final = 1

PARTLY_HERE: Final = 4
HERE: Final = 5

TITLE_MOST: Final = 300
ABOUT_MOST: Final = 5_000
BEST: Final = 10
LONGEST_MIN: Final = 6_000

Number = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_YEAR: Final = re.compile(r"[12]\d{3}(?=-|$)", re.ASCII)
_TIME_LEFT: Final = re.compile(r"(?:(\d{1,4})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?", re.ASCII)
_CLIP: Final = re.compile(r"[A-Za-z0-9_-]{6,20}", re.ASCII)
_POSTER: Final = re.compile(r"/[A-Za-z0-9_-]{1,100}\.(jpg|jpeg|png|webp)")


def plain(text: str | None, most: int = TITLE_MOST) -> str:
    """One line without signs that steer a screen, a log or a reader's eye, and not without end."""
    return " ".join(_STEERING.sub(" ", text or "").split())[:most]


def seconds_of(time_left: str) -> int | None:
    """Of what a server of downloads says that is left."""
    found = _TIME_LEFT.fullmatch(time_left)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def year_of(date: str | None) -> int | None:
    """Of a date that begins with one."""
    found = _YEAR.match(date or "")
    return int(found[0]) if found else None


def rating_of(average: float | None) -> float | None:
    """Of ten; none is what nobody judged, as well as what is beyond them."""
    return average if average is not None and 0 < average <= BEST else None


def minutes_of(runtime: int | None) -> int | None:
    """How long a film is; what nobody could sit through is no length."""
    return runtime if runtime is not None and 0 < runtime <= LONGEST_MIN else None


def poster_of(path: str | None) -> str | None:
    """The name of a picture at TMDB; what could lead elsewhere is none."""
    return path if path and _POSTER.fullmatch(path) else None


class Season(Record, rename="camel"):
    """Of a series; `status` where somebody asked for it or has it."""

    season_number: int
    name: str = ""
    episode_count: int = 0
    status: int = 0
    status4k: int = 0


class Asker(Record, rename="camel"):
    """Who asked for something."""

    id: int = 0
    plex_id: int | None = None


class Coming(Record, rename="camel"):
    """A file on its way to it; `time_left` is `hh:mm:ss`, with days before it if there are any."""

    size: float = 0
    size_left: float = 0
    time_left: str = ""


class Request(Record, rename="camel"):
    """What somebody asked it for."""

    id: Number
    status: int
    requested_by: Asker | None = None
    is4k: bool = False
    seasons: tuple[Season, ...] = ()
    media: "Media | None" = None


class Media(Record, rename="camel"):
    """What it knows of a title that somebody asked for, or that is in the library."""

    status: int = 0
    status4k: int = 0
    seasons: tuple[Season, ...] = ()
    requests: tuple[Request, ...] = ()
    download_status: tuple[Coming, ...] = ()
    download_status4k: tuple[Coming, ...] = ()


class Genre(Record):
    id: Number = 0
    name: str = ""


class Video(Record):
    """A clip that belongs to a title."""

    key: str | None = None
    site: str | None = None
    type: str | None = None


class ExternalIds(Record, rename="camel"):
    """What other catalogues call it."""

    imdb_id: str | None = None
    tvdb_id: int | None = None


class Details(Record, rename="camel"):
    """One title; a film has a `title`, a series a `name`."""

    id: Number
    title: str = ""
    name: str = ""
    release_date: str | None = None
    first_air_date: str | None = None
    overview: str | None = None
    poster_path: str | None = None
    runtime: int | None = None
    vote_average: float | None = None
    genres: tuple[Genre, ...] = ()
    related_videos: tuple[Video, ...] = ()
    seasons: tuple[Season, ...] = ()
    media_info: Media | None = None
    external_ids: ExternalIds = msgspec.field(default_factory=ExternalIds)


class Result(Record, rename="camel"):
    """A line of a search; people and collections come along and are passed over."""

    id: Number
    media_type: str = ""
    title: str = ""
    name: str = ""
    release_date: str | None = None
    first_air_date: str | None = None
    overview: str | None = None
    poster_path: str | None = None
    vote_average: float | None = None
    media_info: Media | None = None


class Results(Record, rename="camel"):
    page: int = 1
    total_pages: int = 1
    results: tuple[Result, ...] = ()


class PageInfo(Record):
    results: int = 0


class Requests(Record, rename="camel"):
    page_info: PageInfo = msgspec.field(default_factory=PageInfo)
    results: tuple[Request, ...] = ()


class User(Record, rename="camel"):
    """An account of its own; `plex_id` is None for one that never came by Plex."""

    id: Number
    plex_id: int | None = None
    permissions: int = 0


class Users(Record, rename="camel"):
    page_info: PageInfo = msgspec.field(default_factory=PageInfo)
    results: tuple[User, ...] = ()


class Front(Record):
    """How it introduces itself."""

    api: str = ""


class Status(Record):
    version: str = ""


def trailer_of(videos: tuple[Video, ...]) -> str | None:
    """Where its trailer is shown; what could lead elsewhere is none."""
    for video in videos:
        is_one = video.type == "Trailer" and video.site == "YouTube"
        if is_one and _CLIP.fullmatch(video.key or ""):
            return f"https://www.youtube.com/watch?v={video.key}"
    return None


def product_of(api: str) -> str | None:
    """Which of both it says that it is."""
    name = api.partition(" ")[0]
    return name if name in {"Overseerr", "Seerr", "Jellyseerr"} else None
