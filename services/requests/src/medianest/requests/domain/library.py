"""What the household's media server holds, as our pages speak of it. Where its files lie is unsaid.

`Eyes` are whose rights count for a look: the owner's, or those of a person by their Plex id.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal

from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden, NotFound

Source = Literal["imdb", "tmdb", "tvdb", "anidb"]
SectionKey = str
RatingKey = str

_KEY: Final = re.compile(r"\d{1,18}", re.ASCII)
_GUIDS: Final[tuple[tuple[Source, re.Pattern[str]], ...]] = (
    ("imdb", re.compile(r"imdb://(tt\d{1,10})", re.ASCII)),
    ("tmdb", re.compile(r"(?:tmdb|themoviedb)://(\d{1,10})", re.ASCII)),
    ("tvdb", re.compile(r"tvdb://(\d{1,10})", re.ASCII)),
    ("tvdb", re.compile(r"hama://tvdb[0-9]?-(\d{1,10})", re.ASCII)),
    ("anidb", re.compile(r"hama://anidb[0-9]?-(\d{1,10})", re.ASCII)),
)


class NoSuchItem(NotFound):
    """There is no such item in the library."""


class NoSuchSection(NotFound):
    """There is no such section of the library."""


class NothingShared(Forbidden):
    """Nothing of the library is shared with you. Ask the owner of the Plex server."""


class Eyes(Record):
    """The owner's, or those of the person with this Plex id."""

    plex_id: int | None = None


OWNERS_EYES: Final = Eyes()


class Guid(Record):
    """What a title is called elsewhere."""

    source: Source
    value: str


class Section(Record):
    """A part of the library. `videos`: own ones, of which no catalogue knows."""

    key: SectionKey
    title: str
    kind: str
    videos: bool = False


class Item(Record):
    """A film, a series, a season, an episode, a video or a collection.

    `index` is its number in what it belongs to. `picture` is for our image door alone.
    """

    rating_key: RatingKey
    kind: str
    title: str
    section_key: SectionKey
    year: int | None = None
    summary: str = ""
    added_at: datetime | None = None
    released: str | None = None
    duration_s: float | None = None
    rating: float | None = None
    content_rating: str | None = None
    genres: tuple[str, ...] = ()
    children: int = 0
    index: int | None = None
    parent_key: RatingKey | None = None
    parent_title: str | None = None
    show_title: str | None = None
    resolution: str | None = None
    guids: tuple[Guid, ...] = ()
    picture: str | None = None


class Items(Record):
    """Some of a list; `next_start` is where the next ones begin, None at the end."""

    items: tuple[Item, ...]
    total: int
    next_start: int | None


Sort = Literal["title", "added", "released", "year", "rating"]


class Narrowed(Record):
    """Which items of a section, and in which order: titles from A on, all else newest first."""

    sort: Sort = "title"
    genre: str | None = None
    year: int | None = None
    title: str | None = None
    unwatched: bool = False


def guids_in(texts: Iterable[str]) -> tuple[Guid, ...]:
    """Every form that agents, new and old, have for what a title is called elsewhere."""
    found = (
        Guid(source=source, value=match[1])
        for text in texts
        for source, pattern in _GUIDS
        if (match := pattern.search(text)) is not None
    )
    return tuple(dict.fromkeys(found))


def is_key(text: str) -> bool:
    """Digits only, and not without end: it will stand in a path."""
    return _KEY.fullmatch(text) is not None
