"""The real `Catalogue`: what Overseerr or Seerr knows of films and series.

The query is percent-encoded to the last character, for it takes neither `+` nor a bare sign. What
it said is remembered for a moment, so that a page that is opened by many asks it once.
"""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar
from urllib.parse import quote

from medianest.chassis.clock import monotonic
from medianest.requests.adapters.overseerr import words
from medianest.requests.adapters.overseerr.server import Server
from medianest.requests.domain.library import guids_in
from medianest.requests.domain.wish import MediaType, Seen
from medianest.requests.ports import Card, Cards, Details, Row, Season

T = TypeVar("T")
_ROWS: Final[dict[Row, str]] = {
    "trending": "/discover/trending",
    "popular-movies": "/discover/movies",
    "popular-tv": "/discover/tv",
    "upcoming-movies": "/discover/movies/upcoming",
    "upcoming-tv": "/discover/tv/upcoming",
}
_SEEN: Final[dict[int, Seen]] = {
    2: "underway",
    3: "underway",
    words.PARTLY_HERE: "partly here",
    words.HERE: "here",
}
_LISTS_FOR_S: Final = 60.0
_TITLES_FOR_S: Final = 5.0
_KEPT_MOST: Final = 500


class OverseerrCatalogue:
    """Overseerr or Seerr, whichever it is."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._kept = Kept()

    async def search(self, query: str, page: int) -> Cards:
        path = f"/search?query={quote(query, safe='')}&page={page}"
        return await self._kept.get(path, _LISTS_FOR_S, lambda: self._cards(path))

    async def row(self, row: Row, page: int) -> Cards:
        path = f"{_ROWS[row]}?page={page}"
        return await self._kept.get(path, _LISTS_FOR_S, lambda: self._cards(path))

    async def title(self, media_type: MediaType, tmdb_id: int) -> Details | None:
        path = f"/{media_type}/{tmdb_id}"
        return await self._kept.get(path, _TITLES_FOR_S, lambda: self._title(path, media_type))

    async def _cards(self, path: str) -> Cards:
        found = (await self._server.ask("GET", path)).read(words.Results)
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
        return Details(
            card=card,
            genres=tuple(words.plain(genre.name) for genre in found.genres),
            minutes=found.runtime,
            rating=found.vote_average,
            seasons=tuple(_season(season, here) for season in found.seasons),
            seen_in_4k=_SEEN.get(media.status4k),
            guids=guids_in(_names_elsewhere(found.external_ids)),
        )


class Kept:
    """Answers that are still good; the oldest goes when there are too many."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[float, object]] = {}

    async def get(self, key: str, for_s: float, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer that is kept, or a new one."""
        until, answer = self._answers.get(key, (0.0, None))
        if until > monotonic():
            return answer  # type: ignore[return-value]  # one key has one kind of answer
        new = await ask()
        self._answers.pop(key, None)
        self._answers[key] = monotonic() + for_s, new
        if len(self._answers) > _KEPT_MOST:
            del self._answers[next(iter(self._answers))]
        return new


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
