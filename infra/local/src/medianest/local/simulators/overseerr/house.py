"""What one server holds: requests, what is in the library, whom it knows, and how it misbehaves."""

import asyncio
import itertools
import time
from collections import Counter
from typing import Any, Final, Literal

from medianest.local.simulators.overseerr import people
from medianest.local.simulators.overseerr.people import User
from medianest.local.simulators.overseerr.titles import (
    FILMS,
    IN_THE_LIBRARY,
    SERIES,
    Film,
    Known,
    Series,
)

Product = Literal["overseerr", "seerr"]
Kind = Literal["movie", "tv"]

PENDING, APPROVED, DECLINED, FAILED, COMPLETED = 1, 2, 3, 4, 5
UNKNOWN, ASKED, PROCESSING, PARTLY_HERE, HERE = 1, 2, 3, 4, 5
DELETED = 7
ENDLESS_FROM: Final = 900_000
VERSIONS: Final[dict[Product, str]] = {"overseerr": "1.34.0", "seerr": "3.1.0"}
TITLES: Final[dict[tuple[Kind, int], Known]] = {
    **{("movie", film.tmdb_id): film for film in FILMS},
    **{("tv", series.tmdb_id): series for series in SERIES},
}


def title_of(key: tuple[Kind, int]) -> Known | None:
    """What it knows by this number; from `ENDLESS_FROM` on there is a film for each."""
    kind, number = key
    if kind == "movie" and number >= ENDLESS_FROM:
        return Film(
            tmdb_id=number,
            name=f"Reel {number - ENDLESS_FROM}",
            released="2020-01-01",
            minutes=90,
            genre="Drama",
            about="One of a great many films.",
        )
    return TITLES.get(key)


class Refused(Exception):
    """The answer is not what was wished: its status and words."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Request:
    """What somebody asked for. `fetched` is how much of it is there, of 1, while it comes."""

    def __init__(self, number: int, key: tuple[Kind, int], *, is_4k: bool, user: int) -> None:
        self.id = number
        self.key = key
        self.is_4k = is_4k
        self.user = user
        self.status = PENDING
        self.seasons: tuple[int, ...] = ()
        self.modified = time.time()
        self.approved_at: float | None = None
        self.fetched: float | None = None

    def told(self, house: "House") -> dict[str, Any]:
        kind, _ = self.key
        return {
            "id": self.id,
            "status": self.status,
            "type": kind,
            "is4k": self.is_4k,
            "seasons": [
                {"id": number, "seasonNumber": number, "status": self.status}
                for number in self.seasons
            ],
            "requestedBy": house.users[self.user].told(),
            "media": house.media(self.key, with_requests=False, with_seasons=False),
        }


class House:
    """The server's memory. `ready_after_s`: how long an approved request takes by itself."""

    def __init__(self, product: Product, *, ready_after_s: float | None) -> None:
        self.product = product
        self.version = VERSIONS[product]
        self.came: asyncio.Queue[tuple[tuple[Kind, int], tuple[int, ...]]] = asyncio.Queue()
        """What is in the library since a moment, for whoever tells the media server."""
        self.requests: dict[int, Request] = {}
        self.here: dict[tuple[Kind, int], set[int]] = {}
        self.changed: dict[tuple[Kind, int], Known | None] = {}
        """What TMDB says of a title since; None for one that it dropped."""
        self.users = people.first()
        self.plex_people: dict[int, str] = {}
        """Who may use the household's Plex and has no account here yet, by their Plex id."""
        self.calls: Counter[str] = Counter()
        """How often each was called: `GET /search`."""
        self.creates = 0
        self.made: Counter[int] = Counter()
        """How often each title was asked for, by its number."""
        self.imports = 0
        self.fault: str | None = None
        self.fault_at: str | None = None
        """Misbehave only there, e.g. `POST /request`; None is everywhere."""
        self.words = b""
        """What it says to the fault "words"."""
        self.faults_left = 0
        self._ready_after_s = ready_after_s
        self._numbers = itertools.count(1)

    def ask(self, body: dict[str, Any], caller: int) -> Request | None:
        """A new request; None where no season is left to ask for.

        `userId` only says whose it is: what needs no yes is judged by the caller.
        """
        key = (body["mediaType"], body["mediaId"])
        if self.known(key) is None:
            raise Refused(500, "Unable to retrieve movie.")
        asker = self.users[body.get("userId") or caller]
        self._check_may(asker, key[0], is_4k=bool(body.get("is4k")))
        # Without `is4k` the real one compares with nothing, and finds no duplicate.
        open_ones = [
            one
            for one in self.requests.values()
            if one.key == key
            and one.is_4k == body.get("is4k")
            and one.status not in {DECLINED, COMPLETED}
        ]
        seasons = self._seasons(key, body, open_ones)
        if key[0] == "movie" and open_ones:
            raise Refused(409, "Request for this media already exists.")
        if key[0] == "tv" and not seasons:
            return None
        made = Request(next(self._numbers), key, is_4k=bool(body.get("is4k")), user=asker.id)
        made.seasons = seasons
        self.requests[made.id] = made
        self.creates += 1
        self.made[key[1]] += 1
        if self.users[caller].may(people.AUTO_APPROVE, people.MANAGE_REQUESTS):
            self.approve(made)
        return made

    def known(self, key: tuple[Kind, int]) -> Known | None:
        """What can be retrieved by this number now."""
        return self.changed[key] if key in self.changed else title_of(key)

    def take_in(self, plex_ids: list[str]) -> list[User]:
        """Accounts for those who may use the household's Plex and have none yet."""
        known = {user.plex_id for user in self.users.values()}
        new = [
            User(len(self.users) + 1 + at, plex_id, name)
            for at, (plex_id, name) in enumerate(self.plex_people.items())
            if str(plex_id) in plex_ids and plex_id not in known
        ]
        self.users |= {user.id: user for user in new}
        self.imports += len(new)
        return new

    def approve(self, request: Request) -> None:
        request.status = APPROVED
        request.modified = request.approved_at = time.time()

    def furnish(self) -> None:
        """What the media server holds at first is here."""
        for known in IN_THE_LIBRARY:
            every = range(1, len(known.episodes) + 1) if isinstance(known, Series) else (0,)
            self.here[known.kind, known.tmdb_id] = set(every)

    def settle(self) -> None:
        """What was approved long enough ago is here."""
        if self._ready_after_s is None:
            return
        for one in self.requests.values():
            if one.approved_at is None or one.status != APPROVED:
                continue
            one.fetched = min(1.0, (time.time() - one.approved_at) / self._ready_after_s)
            if one.fetched == 1:
                self.arrive(one)

    def arrive(self, request: Request, seasons: tuple[int, ...] | None = None) -> None:
        """All of it, or these seasons, are in the library."""
        came = seasons if seasons is not None else request.seasons or (0,)
        if not set(came) <= self.here.setdefault(request.key, set()):
            self.here[request.key].update(came)
            self.came.put_nowait((request.key, tuple(number for number in came if number)))
        request.fetched = None
        if self.product == "seerr" and seasons is None:
            request.status = COMPLETED

    def media(
        self, key: tuple[Kind, int], *, with_requests: bool = True, with_seasons: bool = True
    ) -> dict[str, Any] | None:
        """What it knows of a title that somebody asked for, or that is here."""
        asked = [one for one in self.requests.values() if one.key == key]
        if not asked and key not in self.here:
            return None
        told: dict[str, Any] = {
            "id": key[1],
            "tmdbId": key[1],
            "mediaType": key[0],
            "status": self._status(key, is_4k=False),
            "status4k": self._status(key, is_4k=True),
            "downloadStatus": [_coming(one) for one in asked if one.fetched and not one.is_4k],
            "downloadStatus4k": [_coming(one) for one in asked if one.fetched and one.is_4k],
        }
        if with_seasons:
            told["seasons"] = [
                {"seasonNumber": number, "status": HERE, "status4k": UNKNOWN}
                for number in sorted(self.here.get(key, set()) - {0})
            ]
        if with_requests:
            told["requests"] = [one.told(self) for one in asked]
        return told

    def _check_may(self, asker: User, kind: Kind, *, is_4k: bool) -> None:
        word = "movie" if kind == "movie" else "series"
        if not asker.may(people.REQUEST_4K if is_4k else people.REQUEST):
            lane = "4K " if is_4k else ""
            raise Refused(403, f"You do not have permission to make {lane}{word} requests.")
        asked = [one for one in self.requests.values() if one.user == asker.id]
        if kind == "movie" and asker.films is not None and len(asked) >= asker.films:
            raise Refused(403, "Movie Quota exceeded.")

    def _status(self, key: tuple[Kind, int], *, is_4k: bool) -> int:
        asked = [one for one in self.requests.values() if one.key == key and one.is_4k == is_4k]
        here = set() if is_4k else self.here.get(key, set())
        if here:
            known = title_of(key)  # what is here stays so when another season is announced
            wanted = set(range(1, len(known.episodes) + 1)) if isinstance(known, Series) else {0}
            return HERE if wanted <= here else PARTLY_HERE
        if any(one.status == APPROVED for one in asked):
            return PROCESSING
        if any(one.status == PENDING for one in asked):
            return ASKED
        return DELETED if any(one.status == COMPLETED for one in asked) else UNKNOWN

    def _seasons(
        self, key: tuple[Kind, int], body: dict[str, Any], open_ones: list[Request]
    ) -> tuple[int, ...]:
        known = self.known(key)
        if not isinstance(known, Series):
            return ()
        if "seasons" not in body:
            raise Refused(500, "Cannot read properties of undefined (reading 'filter')")
        every = tuple(range(1, len(known.episodes) + 1))
        wanted = every if body["seasons"] == "all" else tuple(body["seasons"])
        taken = {number for one in open_ones for number in one.seasons} | self.here.get(key, set())
        return tuple(number for number in wanted if number in every and number not in taken)


def _coming(request: Request) -> dict[str, Any]:
    size = 1_000_000_000
    fetched = request.fetched or 0.0
    return {
        "externalId": request.id,
        "mediaType": request.key[0],
        "size": size,
        "sizeLeft": int(size * (1 - fetched)),
        "status": "downloading",
        "timeLeft": "00:01:30",
        "title": "a release",
    }
