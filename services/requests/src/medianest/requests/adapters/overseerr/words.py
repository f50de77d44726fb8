"""Its shapes, as far as we read them; numbers that we do not know yet are just numbers."""

from typing import Final

import msgspec

from medianest.contracts.record import Record

DECLINED: Final = 3
FAILED: Final = 4
COMPLETED: Final = 5
PENDING: Final = 1

PARTLY_HERE: Final = 4
HERE: Final = 5


class Season(Record, rename="camel"):
    """Of a series; `status` where somebody asked for it or has it."""

    season_number: int
    name: str = ""
    episode_count: int = 0
    air_date: str | None = None
    status: int = 0
    status4k: int = 0


class Request(Record, rename="camel"):
    """What somebody asked it for."""

    id: int
    status: int
    is4k: bool = False
    seasons: tuple[Season, ...] = ()
    media: "Media | None" = None


class Media(Record, rename="camel"):
    """What it knows of a title that somebody asked for, or that is in the library."""

    status: int = 0
    status4k: int = 0
    seasons: tuple[Season, ...] = ()
    requests: tuple[Request, ...] = ()


class Genre(Record):
    name: str = ""


class Details(Record, rename="camel"):
    """One title; a film has a `title`, a series a `name`."""

    id: int
    title: str = ""
    name: str = ""
    release_date: str | None = None
    first_air_date: str | None = None
    overview: str | None = None
    poster_path: str | None = None
    backdrop_path: str | None = None
    runtime: int | None = None
    vote_average: float | None = None
    genres: tuple[Genre, ...] = ()
    seasons: tuple[Season, ...] = ()
    media_info: Media | None = None


class Result(Record, rename="camel"):
    """A line of a search; people and collections come along and are passed over."""

    id: int
    media_type: str = ""
    title: str = ""
    name: str = ""
    release_date: str | None = None
    first_air_date: str | None = None
    overview: str | None = None
    poster_path: str | None = None
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
