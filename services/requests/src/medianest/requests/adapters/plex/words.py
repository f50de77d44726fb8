"""Its shapes, as far as we read them. A list that would be empty is absent.

What it says comes from catalogues of the whole internet: texts are read by `plain` before anybody
sees them, a number that no table holds is none, and a picture lies under `/library/` or nowhere.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Final

import msgspec

from medianest.contracts.record import Record
from medianest.requests.adapters.overseerr.words import ABOUT_MOST, plain
from medianest.requests.domain.library import Item, Section, guids_in, is_key

PICTURE: Final = re.compile(
    r"/library/(?:metadata|collections|sections)/\d{1,18}"
    r"/(?:thumb|art|composite|banner)(?:/\d{1,12})?",
    re.ASCII,
)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PERSONAL: Final = (".agents.none",)
_DIGITS_MOST: Final = 9
_EPOCH_MOST: Final = 4_000_000_000
_GENRES_MOST: Final = 12

Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Key = str | int


class Location(Record):
    path: str = ""


class Directory(Record, rename="camel"):
    """A section; or a genre, which has only these two."""

    key: Key
    title: str = ""
    type: str = ""
    agent: str = ""
    location: tuple[Location, ...] = msgspec.field(default=(), name="Location")


class Tag(Record):
    tag: str = ""


class Guid(Record):
    id: str = ""


class Part(Record):
    file: str = ""


class Media(Record, rename="camel"):
    video_resolution: str | int | None = None
    part: tuple[Part, ...] = msgspec.field(default=(), name="Part")


class Metadata(Record, rename="camel"):
    rating_key: Key = ""
    type: str = ""
    title: str = ""
    guid: str = ""
    librarySectionID: Key | None = msgspec.field(default=None, name="librarySectionID")  # noqa: N815
    summary: str = ""
    year: Whole | None = None
    added_at: Whole | None = None
    originally_available_at: str | None = None
    duration: Whole | None = None
    rating: float | None = None
    audience_rating: float | None = None
    content_rating: str | None = None
    thumb: str | None = None
    composite: str | None = None
    child_count: Key | None = None
    index: int | None = None
    parent_rating_key: Key | None = None
    parent_title: str | None = None
    grandparent_title: str | None = None
    genre: tuple[Tag, ...] = msgspec.field(default=(), name="Genre")
    guids: tuple[Guid, ...] = msgspec.field(default=(), name="Guid")
    media: tuple[Media, ...] = msgspec.field(default=(), name="Media")


class Hub(Record):
    metadata: tuple[Metadata, ...] = msgspec.field(default=(), name="Metadata")


class Container(Record, rename="camel"):
    """What is in every answer."""

    machine_identifier: str = ""
    version: str = ""
    size: Whole = 0
    total_size: Whole | None = None
    librarySectionID: Key | None = msgspec.field(default=None, name="librarySectionID")  # noqa: N815
    directory: tuple[Directory, ...] = msgspec.field(default=(), name="Directory")
    metadata: tuple[Metadata, ...] = msgspec.field(default=(), name="Metadata")
    hub: tuple[Hub, ...] = msgspec.field(default=(), name="Hub")


class Answer(Record):
    container: Container = msgspec.field(name="MediaContainer")


def section_of(told: Directory) -> Section | None:
    """None for what has no key of its kind."""
    key = key_of(told.key)
    if key is None:
        return None
    return Section(
        key=key,
        title=plain(told.title),
        kind=plain(told.type, 20),
        videos=told.agent.endswith(_PERSONAL),
    )


def item_of(told: Metadata, section: Key | None = None) -> Item | None:
    """None for what has no key, or is of no section. `section`: that of all the answer."""
    key = key_of(told.rating_key)
    section_key = key_of(told.librarySectionID if section is None else section)
    if key is None or section_key is None:
        return None
    return Item(
        rating_key=key,
        kind=plain(told.type, 20),
        title=plain(told.title),
        section_key=section_key,
        year=told.year if told.year and told.year < 10_000 else None,  # noqa: PLR2004
        summary=plain(told.summary, ABOUT_MOST),
        added_at=_moment(told.added_at),
        released=_date(told.originally_available_at),
        duration_s=None if told.duration is None else told.duration / 1000,
        rating=told.rating if told.rating is not None else told.audience_rating,
        content_rating=plain(told.content_rating, 20) or None,
        genres=tuple(plain(genre.tag, 60) for genre in told.genre[:_GENRES_MOST]),
        children=_number(told.child_count),
        index=told.index if told.index is not None and 0 <= told.index < 2**31 else None,
        parent_key=key_of(told.parent_rating_key),
        parent_title=plain(told.parent_title) or None,
        show_title=plain(told.grandparent_title) or None,
        resolution=plain(str(told.media[0].video_resolution or ""), 10) or None
        if told.media
        else None,
        guids=guids_in([told.guid, *(guid.id for guid in told.guids)]),
        picture=picture_of(told.thumb) or picture_of(told.composite),
    )


def files_of(told: Metadata) -> frozenset[str]:
    """Where its files lie, as the server sees them; never for anybody's eyes."""
    return frozenset(part.file for media in told.media for part in media.part if part.file)


def key_of(key: Key | None) -> str | None:
    """What may stand in a path, or none."""
    return str(key) if key is not None and is_key(str(key)) else None


def picture_of(path: str | None) -> str | None:
    """What could lead elsewhere is none."""
    return path if path and PICTURE.fullmatch(path) else None


def _moment(epoch_s: int | None) -> datetime | None:
    if epoch_s is None or epoch_s > _EPOCH_MOST:
        return None
    return datetime.fromtimestamp(epoch_s, UTC)


def _date(text: str | None) -> str | None:
    return text[:10] if text and _DATE.match(text) else None


def _number(told: Key | None) -> int:
    text = str(told or 0)
    return int(text) if is_key(text) and len(text) <= _DIGITS_MOST else 0
