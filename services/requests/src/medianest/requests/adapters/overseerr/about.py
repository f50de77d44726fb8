"""What is nice to know of a title, read piece by piece: a piece that is odd is left out.

The page of a title does without any of it, so nothing that stands in a wrong shape here takes the
rest along. Of long lists only the beginning is looked at.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, TypeVar

import msgspec

from medianest.contracts.record import Record
from medianest.requests.adapters.overseerr.words import plain, poster_of
from medianest.requests.domain.credits import (
    CAST_MOST,
    HOUSES_MOST,
    MAKERS_MOST,
    Credits,
    Player,
)

T = TypeVar("T")
_NAME_MOST: Final = 100
_LOOKED_AT_MOST: Final = 2_000
_NOTHING: Final = msgspec.Raw(b"null")
_DATE: Final = re.compile(r"[12]\d{3}-\d\d-\d\d(?=T|$)", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2}", re.ASCII)
_OWN_CODES: Final = {"cn": "yue", "xx": None}
"""TMDB's own: Cantonese, and no language at all."""


class _People(Record):
    cast: msgspec.Raw = _NOTHING
    crew: msgspec.Raw = _NOTHING


class _Page(Record, rename="camel"):
    credits: msgspec.Raw = _NOTHING
    created_by: msgspec.Raw = _NOTHING
    networks: msgspec.Raw = _NOTHING
    production_companies: msgspec.Raw = _NOTHING
    original_language: msgspec.Raw = _NOTHING
    release_date: msgspec.Raw = _NOTHING
    first_air_date: msgspec.Raw = _NOTHING


class About(Record):
    """`language` is a code of ISO 639."""

    credits: Credits
    released_on: date | None
    language: str | None


def about(body: bytes) -> About:
    """All of it that can be read."""
    page = _read(body, _Page, _Page())
    people = _read(page.credits, _People, _People())
    crew = _items(people.crew, _LOOKED_AT_MOST)
    return About(
        credits=Credits(
            cast=_cast(people.cast),
            directors=_names((one for one in crew if one.get("job") == "Director"), MAKERS_MOST),
            creators=_names(_items(page.created_by, MAKERS_MOST), MAKERS_MOST),
            studios=_names(_items(page.production_companies, HOUSES_MOST), HOUSES_MOST),
            networks=_names(_items(page.networks, HOUSES_MOST), HOUSES_MOST),
        ),
        released_on=_date(page.release_date) or _date(page.first_air_date),
        language=_language(page.original_language),
    )


def _cast(said: msgspec.Raw) -> tuple[Player, ...]:
    players = (
        Player(
            name=_text(one.get("name")),
            role=_text(one.get("character")),
            photo_path=poster_of(_text(one.get("profilePath"))),
        )
        for one in _items(said, CAST_MOST)
    )
    return tuple(player for player in players if player.name)


def _names(those: Iterable[dict[str, Any]], most: int) -> tuple[str, ...]:
    """Each once."""
    names = dict.fromkeys(_text(one.get("name")) for one in those)
    return tuple(name for name in names if name)[:most]


def _date(said: msgspec.Raw) -> date | None:
    found = _DATE.match(_read(said, str, ""))
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _language(said: msgspec.Raw) -> str | None:
    code = _read(said, str, "")
    return _OWN_CODES.get(code, code) if _LANGUAGE.fullmatch(code) else None


def _text(said: object) -> str:
    return plain(said, _NAME_MOST) if isinstance(said, str) else ""


def _items(said: msgspec.Raw, most: int) -> Iterator[dict[str, Any]]:
    every: list[msgspec.Raw] = _read(said, list[msgspec.Raw], [])
    return (_read(one, dict[str, Any], {}) for one in every[:most])


def _read(said: msgspec.Raw | bytes, kind: type[T], otherwise: T) -> T:
    try:
        return msgspec.json.decode(said, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return otherwise
