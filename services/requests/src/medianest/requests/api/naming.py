"""What people ask for, named by who knows films and series, if that one answers in time."""

import asyncio
from collections.abc import Collection
from typing import Final

from medianest.contracts.refusals import Invalid
from medianest.requests.api.titles import NoSuchTitle
from medianest.requests.domain.wish import MediaType, Title
from medianest.requests.ports import Catalogue, ServerAway

NAMED_WITHIN_S: Final = 2.0
"""Nobody waits for longer than that for a name."""


class NoSuchSeason(Invalid):
    """This series has no such season."""


async def named(
    catalogue: Catalogue, media_type: MediaType, tmdb_id: int, seasons: Collection[int]
) -> Title:
    """What it is called; without a name where nobody said it in time.

    Raises `NoSuchTitle`, `NoSuchSeason`.
    """
    try:
        async with asyncio.timeout(NAMED_WITHIN_S):
            found = await catalogue.title(media_type, tmdb_id)
    except (ServerAway, TimeoutError):
        return Title(media_type=media_type, tmdb_id=tmdb_id)
    if found is None:
        raise NoSuchTitle
    known = {season.number for season in found.seasons}
    if media_type == "tv" and not set(seasons) <= known:
        raise NoSuchSeason
    card = found.card
    return Title(
        media_type=media_type,
        tmdb_id=tmdb_id,
        name=card.name,
        year=card.year,
        poster_path=card.poster_path,
    )
