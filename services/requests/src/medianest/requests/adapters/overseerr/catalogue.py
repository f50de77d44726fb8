"""The real `Catalogue`: what Overseerr or Seerr knows of films and series.

The query is percent-encoded to the last character, for it takes neither `+` nor a bare sign. What
it said is kept for a moment, so that a page that is opened by many asks it once.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

from medianest.requests.adapters.cache import Cache
from medianest.requests.adapters.overseerr import words
from medianest.requests.adapters.overseerr.about import about
from medianest.requests.adapters.overseerr.choosing import chosen
from medianest.requests.adapters.overseerr.server import Server
from medianest.requests.domain.choosing import EVERYTHING, Choice
from medianest.requests.domain.library import guids_in
from medianest.requests.domain.wish import MediaType, Seen
from medianest.requests.ports import (
    Beside,
    Card,
    Cards,
    Details,
    Genre,
    Row,
    Season,
    ServerAway,
)

_ROWS: Final[dict[Row, str]] = {
    "trending": "/discover/trending",
    "popular-movies": "/discover/movies",
    "popular-tv": "/discover/tv",
    "upcoming-movies": "/discover/movies/upcoming",
    "upcoming-tv": "/discover/tv/upcoming",
}
_BESIDE: Final[dict[Beside, str]] = {"similar": "similar", "recommended": "recommendations"}
_SEEN: Final[dict[int, Seen]] = {
    2: "underway",
    3: "underway",
    words.PARTLY_HERE: "partly here",
    words.HERE: "here",
}
_LISTS_FOR_S: Final = 60.0
_TITLES_FOR_S: Final = 5.0
_GENRES_FOR_S: Final = 3600.0
_REFUSED_FROM: Final = 400
_LISTS_AGAIN_S: Final = 30


class OverseerrCatalogue:
    """Overseerr or Seerr, whichever it is."""

    def __init__(self, server: Server, cache: Cache, now: Callable[[], datetime]) -> None:
        self._server = server
        self._cache = cache
        self._now = now

    async def search(self, query: str, page: int) -> Cards:
        return await self._list(f"/search?query={quote(query, safe='')}&page={page}")

    async def row(self, row: Row, page: int, choice: Choice = EVERYTHING) -> Cards:
        more = chosen(row, choice, self._now().date())
        return await self._list(f"{_ROWS[row]}?page={page}{more}")

    async def beside(self, media_type: MediaType, tmdb_id: int, which: Beside) -> Cards:
        return await self._list(f"/{media_type}/{tmdb_id}/{_BESIDE[which]}?page=1")

    async def genres(self, media_type: MediaType) -> Sequence[Genre]:
        path = f"/genres/{media_type}"
        key, kind = await self._key(path), tuple[Genre, ...]
        return await self._cache.get(key, kind, _GENRES_FOR_S, lambda: self._genres(path))

    async def title(self, media_type: MediaType, tmdb_id: int) -> Details | None:
        path = f"/{media_type}/{tmdb_id}"
        key, kind = await self._key(path), Details | None
        return await self._cache.get(
            key, kind, _TITLES_FOR_S, lambda: self._title(path, media_type)
        )

    async def _list(self, path: str) -> Cards:
        key = await self._key(path)
        return await self._cache.get(key, Cards, _LISTS_FOR_S, lambda: self._cards(path))

    async def _key(self, path: str) -> str:
        """What one server says is not what another would say."""
        return f"{await self._server.address()} {path}"

    async def _genres(self, path: str) -> Sequence[Genre]:
        found = (await self._server.ask("GET", path)).read(tuple[words.Genre, ...])
        return [Genre(id=one.id, name=words.plain(one.name)) for one in found if one.name]

    async def _cards(self, path: str) -> Cards:
        said = await self._server.ask("GET", path)
        if said.status >= _REFUSED_FROM:
            raise ServerAway(retry_after_s=_LISTS_AGAIN_S)
        found = said.read(words.Results)
        cards = [_card(one, one.media_type) for one in found.results]
        return Cards(
            items=[card for card in cards if card is not None],
            page=found.page,
            pages=found.total_pages,
        )

    async def _title(self, path: str, media_type: MediaType) -> Details | None:
        said = await self._server.look_up(path)
        if said is None:
            return None
        found = said.read(words.Details)
        card = _card(found, media_type)
        if card is None:
            return None
        media = found.media_info or words.Media()
        here = {season.season_number: season.status for season in media.seasons}
        more = about(said.body)
        return Details(
            card=card,
            genres=tuple(words.plain(genre.name) for genre in found.genres),
            minutes=words.minutes_of(found.runtime),
            rating=card.rating,
            seasons=tuple(_season(season, here) for season in found.seasons),
            seen_in_4k=_SEEN.get(media.status4k),
            trailer_url=words.trailer_of(found.related_videos),
            guids=guids_in(_names_elsewhere(found.external_ids)),
            released_on=more.released_on,
            language=more.language,
            credits=more.credits,
        )


def _card(found: words.Result | words.Details, media_type: str) -> Card | None:
    """People and collections are no titles."""
    if media_type not in {"movie", "tv"}:
        return None
    return Card(
        media_type="movie" if media_type == "movie" else "tv",
        tmdb_id=found.id,
        name=words.plain(found.title or found.name),
        year=words.year_of(found.release_date or found.first_air_date),
        overview=words.plain(found.overview, words.ABOUT_MOST),
        poster_path=words.poster_of(found.poster_path),
        rating=words.rating_of(found.vote_average),
        seen=_SEEN.get(found.media_info.status) if found.media_info else None,
    )


def _names_elsewhere(ids: words.ExternalIds) -> tuple[str, str]:
    return f"imdb://{ids.imdb_id}", f"tvdb://{ids.tvdb_id}"


def _season(season: words.Season, here: dict[int, int]) -> Season:
    number = season.season_number
    return Season(
        number=number,
        name=words.plain(season.name) or f"Season {number}",
        episodes=season.episode_count,
        seen=_SEEN.get(here.get(number, 0)),
    )
