"""What people ask for, looked up where films and series are known, if that answers in time."""

import asyncio
from typing import Final

from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid, NotFound
from medianest.requests.domain.wish import MediaType, Title, Wanted
from medianest.requests.ports import Catalogue, Details, ServerAway

NAMED_WITHIN_S: Final = 2.0
"""Nobody waits for longer than that for a name."""


class NoSuchTitle(NotFound):
    """Nobody knows this title, or it can't be looked up just now."""


class NoSuchSeason(Invalid):
    """This series has no such season."""


class Found(Record):
    """What is meant. `is_here`: all of it can be watched already.

    Where nobody said it in time the title has no name, and the whole series no seasons.
    """

    title: Title
    wanted: Wanted
    is_here: bool = False


async def look_up(
    catalogue: Catalogue, media_type: MediaType, tmdb_id: int, wanted: Wanted
) -> Found:
    """The whole series is all its seasons that are not here, as they are now.

    Raises `NoSuchTitle`, `NoSuchSeason`.
    """
    try:
        async with asyncio.timeout(NAMED_WITHIN_S):
            details = await catalogue.title(media_type, tmdb_id)
    except (ServerAway, TimeoutError):
        return Found(title=Title(media_type=media_type, tmdb_id=tmdb_id), wanted=wanted)
    if details is None:
        raise NoSuchTitle
    title = title_of(details)
    if media_type == "movie":
        seen = details.seen_in_4k if wanted.is_4k else details.card.seen
        return Found(title=title, wanted=wanted, is_here=seen == "here")
    if not set(wanted.seasons) <= {season.number for season in details.seasons}:
        raise NoSuchSeason
    here = _here(details, is_4k=wanted.is_4k)
    every = tuple(season.number for season in details.seasons if season.number > 0)
    missing = tuple(number for number in every if number not in here)
    seasons = wanted.seasons or missing or every
    return Found(
        title=title,
        wanted=Wanted(seasons=seasons, is_4k=wanted.is_4k),
        is_here=bool(seasons) and set(seasons) <= here,
    )


def title_of(details: Details) -> Title:
    """As a wish keeps it."""
    card = details.card
    return Title(
        media_type=card.media_type,
        tmdb_id=card.tmdb_id,
        name=card.name,
        year=card.year,
        poster_path=card.poster_path,
    )


def _here(details: Details, *, is_4k: bool) -> set[int]:
    """Which seasons are; of those in 4K nobody says it one by one."""
    if is_4k:
        return set()
    return {season.number for season in details.seasons if season.seen == "here"}
